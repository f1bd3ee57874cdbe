"""What is looked for in the syntax tree of a Ruby file; one pass finds all of it."""

EVERYTHING = """
(class name: (_) @defined body: (_)? @body) @class
(module name: (_) @defined body: (_)? @body) @module
(assignment left: (constant) @assigned)
(assignment left: (scope_resolution) @assigned)
(operator_assignment left: (constant) @assigned)
(operator_assignment left: (scope_resolution) @assigned)
(left_assignment_list (scope_resolution) @assigned)
(left_assignment_list (constant) @assigned)
(scope_resolution name: (constant) @member)
(call method: (constant) @method)
(method name: (constant) @method)
(singleton_method name: (constant) @method)
(alias (constant) @method)
(undef (constant) @method)
[(constant) (scope_resolution)] @name
(call !receiver method: (identifier) @called
  (#any-of? @called "require" "require_relative" "load" "autoload" "require_dependency")
  arguments: (argument_list) @arguments) @call
(call receiver: (constant) @kernel (#eq? @kernel "Kernel") method: (identifier) @called
  (#any-of? @called "require" "require_relative" "load")
  arguments: (argument_list) @arguments) @call
(call receiver: (scope_resolution) @loader (#eq? @loader "Zeitwerk::Loader")
  method: (identifier) @for_gem (#any-of? @for_gem "for_gem" "for_gem_extension"))
(body_statement (call !receiver method: (identifier) @helper (#eq? @helper "helper")
  arguments: (argument_list) @helpers))
(call method: (identifier) @autoload_lib
  (#any-of? @autoload_lib "autoload_lib" "autoload_lib_once"))
"""
