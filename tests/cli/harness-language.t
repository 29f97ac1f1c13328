# tests/bin/check-language finds the wordings of tests/bin/language in comments, messages and pages, whatever the line breaks.
$ printf '%s\n' '/* A rule that says warn is' '   told of. */' 'const char *fate = "fate";' 'say("No call: it fared" "\n" " well");' >x.c
> "$TOP/tests/bin/check-language" x.c
x.c:1: 'is told of': is reported; say who reports it
x.c:4: 'fared': the outcome is
0 passed, 1 failed
? 1

$ printf '%s\n' '# The fate of calls' '' 'Keys named `fate` stay, and so does' '' '    a block of fates' >x.md
> "$TOP/tests/bin/check-language" x.md
x.md:1: 'fate': outcome
0 passed, 1 failed
? 1

$ printf '%s\n' '.Sh DESCRIPTION' 'What is not known is' '.Fl x' 'null, and' '.Ar FILE' 'is wanted, not one.' >x.1
> "$TOP/tests/bin/check-language" x.1
x.1:2: 'What is not known is x null, and FILE is wanted, not one.': name the subject
x.1:6: 'is wanted, not': needs ...; got ...
0 passed, 1 failed
? 1

$ echo '/* True if the call stays a call. */' >y.h; "$TOP/tests/bin/check-language" y.h
1 passed, 0 failed
