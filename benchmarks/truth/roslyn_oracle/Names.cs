// Which files of a tree each line of C# names types of, as the compiler binds the names.
//
// Input on standard input, one record a line, fields parted by tabs:
//   project NAME | define SYMBOL | file PATH | refers NAME (a project told before)
//   reference DLL (for all projects)
// Output: PATH LINE KIND TARGETS (parted by `;`, where the type has parts in several files), where KIND is `type` (a type is named), `extension` (a method is
// called whose type is not named) or `member` (any other member of a type that is not named);
// `PATH LINE unbound NAME` where the compiler knows no meaning, for want of packages;
// `PATH LINE inactive` for lines that a condition switches off, `PATH 0 unread` for errors of syntax.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

static class Names
{
    static readonly HashSet<string> Written = new HashSet<string>();

    static void Main()
    {
        var references = new List<MetadataReference>();
        var done = new Dictionary<string, CSharpCompilation>();
        string name = null;
        var defines = new List<string>();
        var files = new List<string>();
        var refers = new List<string>();
        var all = new List<CSharpCompilation>();
        void Finish()
        {
            if (name == null) return;
            var options = CSharpParseOptions.Default
                .WithLanguageVersion(LanguageVersion.Preview).WithPreprocessorSymbols(defines);
            var trees = files.Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), options, f));
            var seen = references.Concat(refers.Where(done.ContainsKey).Select(r => (MetadataReference)done[r].ToMetadataReference()));
            var compilation = CSharpCompilation.Create(name, trees, seen,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
            done[name] = compilation;
            all.Add(compilation);
            defines.Clear(); files.Clear(); refers.Clear();
        }
        string line;
        while ((line = Console.In.ReadLine()) != null)
        {
            var fields = line.Split('\t');
            switch (fields[0])
            {
                case "reference": references.Add(MetadataReference.CreateFromFile(fields[1])); break;
                case "project": Finish(); name = fields[1]; break;
                case "define": defines.Add(fields[1]); break;
                case "file": files.Add(fields[1]); break;
                case "refers": refers.Add(fields[1]); break;
            }
        }
        Finish();
        foreach (var compilation in all)
            foreach (var tree in compilation.SyntaxTrees)
                Tell(tree, compilation.GetSemanticModel(tree));
    }

    static void Tell(SyntaxTree tree, SemanticModel model)
    {
        var root = tree.GetRoot();
        if (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
            Write(tree.FilePath, 0, "unread", "");
        foreach (var trivia in root.DescendantTrivia())
            if (trivia.IsKind(SyntaxKind.DisabledTextTrivia))
            {
                var span = tree.GetLineSpan(trivia.Span);
                for (var at = span.StartLinePosition.Line; at <= span.EndLinePosition.Line; at++)
                    Write(tree.FilePath, at + 1, "inactive", "");
            }
        foreach (var node in root.DescendantNodes().OfType<SimpleNameSyntax>())
            Bound(tree, model, node);
    }

    static void Bound(SyntaxTree tree, SemanticModel model, SimpleNameSyntax node)
    {
        if (node.IsVar) return;
        var info = model.GetSymbolInfo(node);
        // A class that is no attribute stands for one that a package has.
        var usable = info.CandidateSymbols.Length > 0 && info.CandidateReason != CandidateReason.NotAnAttributeType;
        var symbol = info.Symbol ?? (usable ? info.CandidateSymbols[0] : null);
        var alias = model.GetAliasInfo(node);
        if (alias != null) symbol = alias.Target;
        var line = tree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
        if (symbol == null) Write(tree.FilePath, line, "unbound", node.Identifier.ValueText);
        if (symbol == null) return;
        var kind = "type";
        var type = symbol as INamedTypeSymbol;
        if (type == null)
        {
            var isName = IsAttributeName(node) || node.Parent is ObjectCreationExpressionSyntax;
            var method = symbol as IMethodSymbol;
            if (method != null && isName && method.MethodKind == MethodKind.Constructor) type = method.ContainingType;
            else if (symbol is ILocalSymbol || symbol is IParameterSymbol || symbol is INamespaceSymbol || symbol is ITypeParameterSymbol) return;
            else { kind = method != null && method.ReducedFrom != null ? "extension" : "member"; type = symbol.ContainingType; }
        }
        if (type == null) return;
        var places = type.OriginalDefinition.DeclaringSyntaxReferences.Select(r => r.SyntaxTree.FilePath).Distinct();
        if (places.Any()) Write(tree.FilePath, line, kind, string.Join(";", places));
    }

    static bool IsAttributeName(SyntaxNode node)
    {
        while (node.Parent is NameSyntax) node = node.Parent;
        return node.Parent is AttributeSyntax;
    }

    static void Write(string path, int line, string kind, string target)
    {
        var text = path + "\t" + line + "\t" + kind + "\t" + target;
        if (Written.Add(text)) Console.Out.WriteLine(text);
    }
}
