# Says which constants each Ruby file uses and what it requires, by Ruby's own parser, Ripper.
# ruby ruby_names.rb ROOT < paths; a line of JSON for each path.
require 'json'
require 'ripper'

# Walks the nested arrays of Ripper.sexp; found: [nesting joined with /, constant, line].
class Names
  attr_reader :found, :required

  def initialize
    @found = []
    @required = []
  end

  def walk(node, nesting)
    return unless node.is_a?(Array)

    case node[0]
    when :class then definition(node[1], nesting, [node[2]], node[3])
    when :module then definition(node[1], nesting, [], node[2])
    when :const_path_ref, :top_const_ref, :var_ref, :const_path_field, :top_const_field, :var_field
      constant(node, nesting)
    when :command, :method_add_arg then called(node, nesting)
    else node.each { |child| walk(child, nesting) }
    end
  end

  private

  def definition(name, nesting, outside, body)
    written, = read(name)
    walk(name[1], nesting) if name[0] == :const_path_ref
    outside.each { |each| walk(each, nesting) }
    walk(body, nesting + [written])
  end

  def constant(node, nesting)
    written, line = read(node)
    fields = %i[const_path_field top_const_field var_field].include?(node[0])
    if written.nil? then node[1..].each { |child| walk(child, nesting) unless member?(node, child) }
    elsif !fields then @found << [(nesting + [written]).join('/'), line]
    elsif node[0] == :const_path_field then walk(node[1], nesting)
    end
  end

  def member?(node, child)
    node[0] != :var_ref && child.is_a?(Array) && child[0] == :@const
  end

  def called(node, nesting)
    name = node[0] == :command ? node[1] : (node[1][0] == :fcall && node[1][1])
    if name && name[0] == :@ident && %w[require require_relative].include?(name[1])
      said = JSON.generate(node[2])
      text = said.scan(/\["@tstring_content","((?:[^"\\]|\\.)*)"/)
      plain = text.length == 1 && !said.include?('string_embexpr') && !said.include?('"call"')
      @required << [name[1], plain ? text[0][0] : nil, name[2][0]]
    end
    node.each { |child| walk(child, nesting) }
  end

  # [name, line] of a node that is constant from end to end, else nil.
  def read(node)
    return unless node.is_a?(Array)

    case node[0]
    when :@const then [node[1], node[2][0]]
    when :var_ref, :const_ref, :var_field then read(node[1])
    when :top_const_ref, :top_const_field then ["::#{node[1][1]}", node[1][2][0]]
    when :const_path_ref, :const_path_field
      scope, line = read(node[1])
      scope && ["#{scope}::#{node[2][1]}", line]
    end
  end
end

root = ARGV[0]
$stdin.each_line(chomp: true) do |path|
  tree = begin
    Ripper.sexp(File.read("#{root}/#{path}", encoding: 'UTF-8'))
  rescue StandardError
    nil
  end
  names = Names.new
  names.walk(tree, []) if tree
  puts JSON.generate(path: path, read: !tree.nil?, found: names.found, required: names.required)
end
