/** Given names, because a name at the head of a sentence looks like any other word there. */
export const givenNames = new Set(
  (
    "anna ana ben tom tim sam priya raj mia lisa olga chen wei li kim max eva nora noah liam emma olivia ava sophia james john mary " +
    "robert michael linda david william richard susan joseph jessica thomas sarah karen charles nancy daniel matthew anthony mark " +
    "sandra steven paul andrew joshua kenneth kevin brian george timothy ronald jason edward jeff jeffrey ryan jacob gary nicholas " +
    "eric jonathan stephen larry justin scott brandon frank gregory raymond samuel patrick alex alexander jack dennis jerry tyler " +
    "aaron jose adam nathan henry peter kyle carlos luis juan maria maría marta elena sofia lucia diego pablo javier miguel fatima " +
    "ahmed ali omar hassan yusuf aisha leila ravi rahul amit anil arjun deepak neha sanjay vijay anita sunita yuki hiro kenji sakura " +
    "haruto mei jing yan xin ling hao jun ming hans klaus jonas lukas felix stefan stephan markus martin jan lars sven ingrid freya " +
    "bjorn erik nils astrid pierre jean marie claire luc antoine giulia marco luca francesca paolo dmitri ivan natasha sergei irina " +
    "lena kate emily grace lucy chloe zoe ella lily hannah rachel laura amy megan rebecca joe bob alice carol dave dan mike steve " +
    "chris pat jo nick tony greg phil rob will kai leo theo oscar hugo ines joana pedro tiago rui bruno rosa clara tomas petra zuzana " +
    "ruth anders keiko mateo ilse"
  ).split(" "),
);

/** Written with a capital, and nobody's name. */
export const notNames = new Set(
  (
    "payment payments order orders cart bank frontend front inventory search account api db sre slo sla sli lb envoy istio kubernetes redis " +
    "kafka monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october " +
    "november december jira slack zoom confluence postgres northwind northbeam canary rollback typeerror python i the a an we it ok p0 p1 sev " +
    "action actions owner due impact timeline cause causes root breaker retry retries timeout timeouts chaos bulkhead bulkheads load edge web " +
    "support agent eval none null hystrix resilience4j polly conway checkout auth config lesson lessons summary detection mitigation"
  ).split(" "),
);
