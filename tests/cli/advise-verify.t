# pgolens advise --verify: it keeps the line that carries the gain, drops a line without effect, and the sum is right.
# A second run reuses what the first one built, and says the same. A metric of time has the same steps.
$ mkdir src && cp "$DATA/programs/twice.c" src/p.c
$ cat >advise.sh <<'END'
> CC=$GCC CXX=$GXX CFLAGS= exec pgolens advise --verify --source src --work kept --build '$CC $CFLAGS -o p p.c' --train './p 3000' --measure './p 9000' "$@"
> END
$ sh advise.sh --inlining --format=json -o b.json && "$TOP/tests/bin/schema/validate-advice" b.json
$ jq -r '.lines[] | select(.fate == "kept") | .kind, .function' b.json
always_inline
mix
$ jq '.measured | .percent_of_gain >= 90, .inlining.percent_of_part >= 90, .steps[0].percent_of_gain >= 90' b.json
true
true
true
$ sh advise.sh --inlining --format=json -o c.json && cmp b.json c.json
$ sh advise.sh --inlining | sed -n '/alone/,$p' | sed 's/  */ /g;s/[-+]*[0-9][0-9,.]* *%*/N/g'
 step of gain cost then alone left out line as in NEW location
NN NNNalways_inline mix Nof Np.c:N

dropped line measured location
redundant flatten main Nleft out p.c:N
redundant --param=max-inline-insns-auto=NNleft out
$ sh advise.sh --inlining --metric user-time --runs 3 --format=json -o d.json && "$TOP/tests/bin/schema/validate-advice" d.json && jq -r '.measured | .metric, (.timed[0] | .metric, (.steps | length == 1))' d.json
instructions
user-time
true
