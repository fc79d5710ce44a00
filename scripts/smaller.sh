# Sourced by what builds the program: flags that keep it within 30 MiB, as SMALLER. The edge has one copy of huma's code for
# each operation, and none of these packages is where time is spent: not inlining in them saves 1.4 MiB.
SMALLER=()
for package in karete/server/api github.com/danielgtaylor/... github.com/go-webauthn/... github.com/xuri/...; do
  SMALLER+=("-gcflags=$package=-l")
done
