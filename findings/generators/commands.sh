#!/bin/bash
# every command on every file of a folder: internal errors, signals, hangs
B=/tmp/g/barrister; T=$(mktemp -d)
for f in $1/*; do
  case $f in *.protocol) L="check:--trace|variants|why|barriers|show:--stage=litmus|show:--stage=executions|check:--html $T/o.html|check:--svg $T/o.svg|check:--certify $T/cert|check:--format markdown|check:--format sarif|check:--format junit|check:--smt2 $T/smt|check:--check full --strict|repair:--within 3|show|show:--stage=events|show:--stage=program|show:--stage=ast";;
  *) L="check:--trace --states|why|barriers|check:--html $T/o.html|check:--dot $T/d|check:--svg $T/o.svg|check:--certify $T/c.cert|check:--format sarif|check:--format junit|check:--check full|repair:--within 3|herd7|show|show:--stage=events";; esac
  IFS='|'; for c in $L; do unset IFS
    cmd=${c%%:*}; opt=${c#$cmd}; opt=${opt#:}
    rm -rf $T/*
    timeout 60 $B $cmd $opt $f > $T/out 2> $T/err; rc=$?
    if [ $rc -gt 3 ] || grep -qi "internal\|disagree\|std::\|basic_string\|vector::" $T/out $T/err; then echo "rc=$rc $cmd $opt $f: $(grep -hi "internal\|disagree\|std::\|basic_string" $T/out $T/err | head -1)"; fi
    if [[ $opt == *certify* ]]; then for x in $(find $T -type f ! -name out ! -name err); do timeout 60 build/release/barrister-check $x >$T/o2 2>&1 || echo "CERT $f $x: $(head -c 200 $T/o2)"; done; fi
  done
done
