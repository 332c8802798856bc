; What a shell script refers to.
((command name: (command_name) @_load) @import (#any-of? @_load "source" "." "load"))

(command name: (command_name (word) @call.whole))

; A function that is run later.
((command name: (command_name) @_trap argument: (word) @value) (#any-of? @_trap "trap" "xargs" "command" "run" "time" "exec" "retry"))
