/** Releases, canaries, rollbacks, gates. */
export const release = {
  rollback: `
    {roll|rolled|rolling|rolls} ... back, roll back*, rollback*, {roll|rolled|rolling|rolls|take|took|taken|pull|pulled} {it|that|them|this|the _|v2} back, rolled back, rolling back, rolls back, revert*, {undo|undoing|undone|undid|back out|backed out|backing out|take it back|take back|undeploy*}, {put|putting|puts|go|going|went|switch*|return*|restor*|bring*|brought|chang*|move*|moved} ... {back|old|previous|earlier|last good|v1*|stable|to v1}, {old|previous|earlier|last} {version|release|build} ... {back|again|restor*}, v1 {again|back|stable}, back {to|on} {v1|the old|the previous|stable|version|the last|the earlier}, goes straight back`,
  canary: `
    canar*, {small|first|tiny|gradual|staged|stepwise|limited|partial|progressive} {exposure|step|share|part|portion|slice|rollout|roll out|percentage|group|stage|fraction}, #percent ... {pods|pod|traffic|tenants|requests|fleet|instances|customers|users|load|of the}, {one|1|single|two|2} {pod|instance|tenant|replica|container} , {start|begin|expose|ship|deploy|roll|release|route|send|go|put|try} ... {#percent|one pod|1 pod|single pod|two pods|few pods}, side by side, phased, {compare|compared|compares|comparison} ... {live|old|running|current|baseline|incumbent}`,
  "regression-case": `
    regression {case|test|cases|tests|set|suite|check|eval|question}, {eval|evaluation|eval set|test} {case|set|suite}, {new|this|that|refund*|permanent|the} {case|test|check|question} ..., {case|test|question|check} ... {set|suite|ci|pipeline|regression|eval*}, {refund*} ... {question|check|case|set|eval*|test*}, regression*`,
} as const;
