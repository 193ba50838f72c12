-> k
=== k
{TURNS_SINCE(-> k)} {TURNS_SINCE(-> l)}
+ a -> l
+ b -> k
=== l
{TURNS_SINCE(-> k)} {TURNS()}
+ (lab) c {TURNS_SINCE(-> lab)} -> k
+ d -> END
