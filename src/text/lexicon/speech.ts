/** Words that hold a statement together: asking, conditions, consequences, comparisons. */
export const speech = {
  request: `
    please, {send|give|share|paste|drop|show|tell|provide|forward|pass|attach|list|post|hand|get} {me|us|over|a|an|the|some|your|any|along|here|through},
    let {me|us} {know|have|see}, i {need|want|require}, we {need|want|require}, i {would|will} also? {like|love|appreciate|want|need},
    {can|could|would|will|may} {you|i|we|u}, i am {looking|asking} for, {looking|asking} for, {ask|asking} {you|for}, need {from|to|the|a|some|one|two|three|3|2},
    what i need, {wonder|curious}, want to {know|see|understand}, {send|share|paste|attach} {over|some|the|a|any}, do you have, have you got, got {a|any|the|some},
    help {me|us}, {question|questions} {for|to} you, {required|needed} {from|for}, {would|could} help, {supply|include|collect|gather|capture|grab|pull},
    to confirm, {tell|give|send} {them|him|her}, waiting for, still {missing|need}, agree {on|that|with}, {agree|agreed|settle} {on|to|that},
    {understand|know|learn|hear} {how|which|what|who|when|from}, {before|first} ... {know|need|tell}`,
  condition: `
    when, whenever, while, under, during, once, if, as soon as, at the {moment|time|same}, in case, given, with {a|the} ... {slow|slowdown|burst|spike}, upon, amid*,
    on top of, after, in a {minute|moment|phase|period}, @slow, {burst|spike|peak|surge}, as, at {peak|busy|load}, on a busy, condition`,
  "leads-to": `
    produc*, {lead|leads|led} to, caus*, result* {in|is}, gives, give, made, makes, make, {turn|turns|turned} {into|in}, {end|ends|ended} {up|in}, yield*, create*, {took|take|takes|bring|brings|brought} ... down,
    {left|leave|leaves}, trigger*, {set|sets} off, so, therefore, hence, means, then, which, until, took out, {push|pushed|drive|drove|tip|tipped} ... over, thus, effect, outcome, result`,
  both: `
    both, all, the two, two of them, either, {each|every} {of|replica|one|node|box|twin|copy}, {share|shares|shared|sharing|common|single|same|one|central}, together, at the same, {simultaneous*|correlat*|coupl*|tie|ties|tied|joint*|jointly},
    {independent|independence}, in {lockstep|step}, {twin|twins}, in common, everyone, {them|each} ... {other|lean|depend|rely}, {single|common} point`,
  "again-and-more": `
    more, again, next, {keep|keeps|kept|keeping}, round, several, another, fuel*, loop*, cycle*, circle*, spiral*, further, {feed|feeds|fed|feeding}, sustain*, vicious, self, even after, {stay|stays|stayed}, still, {never|not} {stop*|end*|clear*|drain*|recover*},
    {on|carried|carry|went|go|goes} on, extra, alive, perpetu*, snowball*, continu*, reinforc*`,
  first: `
    first, {before|prior} ... {anything|all|else|touching|we|i}, top priority, now, priority, immediately, right away, straight away, at once, {first|one} thing, initially, {ahead|in front} of, before, then, later, afterwards, after, can wait, {not|no} ... yet, for now, comes second, once, until, rather than, only then, next`,
  "never-mind": `nobody will notice, no one will {notice|see|know}, do not {worry|mind}`,
} as const;
