// Prints what go/parser finds in each Go file below the folders given, but vendored ones: one JSON
// object per line.
package main

import (
	"bufio"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

type imported struct {
	Path string `json:"path"`
	Name string `json:"name"`
	Line int    `json:"line"`
}

type file struct {
	Path     string           `json:"path"`
	Bad      bool             `json:"bad"`
	Package  string           `json:"package"`
	Imports  []imported       `json:"imports"`
	Declared []string         `json:"declared"`
	Uses     map[string][]int `json:"uses"`
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for _, root := range os.Args[1:] {
		filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() && entry.Name() == "vendor" {
				return filepath.SkipDir
			}
			if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".go") {
				encoder.Encode(read(path))
			}
			return nil
		})
	}
}

func read(path string) file {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, path, nil, parser.AllErrors)
	found := file{Path: path, Bad: err != nil, Uses: map[string][]int{}}
	if tree == nil || tree.Name == nil {
		return found
	}
	found.Package = tree.Name.Name
	for _, spec := range tree.Imports {
		written, _ := strconv.Unquote(spec.Path.Value)
		one := imported{Path: written, Line: set.PositionFor(spec.Pos(), false).Line}
		if spec.Name != nil {
			one.Name = spec.Name.Name
		}
		found.Imports = append(found.Imports, one)
	}
	found.Declared = declared(tree)
	free := map[*ast.Ident]bool{}
	for _, name := range tree.Unresolved {
		free[name] = true
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		base, ok := selector.X.(*ast.Ident)
		if ok && free[base] && selector.Sel.IsExported() {
			name := base.Name + "." + selector.Sel.Name
			line := set.PositionFor(base.Pos(), false).Line
			found.Uses[name] = append(found.Uses[name], line)
		}
		return true
	})
	return found
}

func declared(tree *ast.File) []string {
	names := map[string]bool{}
	for _, one := range tree.Decls {
		switch one := one.(type) {
		case *ast.FuncDecl:
			if one.Recv == nil {
				names[one.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range one.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names[spec.Name.Name] = true
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						names[name.Name] = true
					}
				}
			}
		}
	}
	delete(names, "_")
	sorted := []string{}
	for name := range names {
		sorted = append(sorted, name)
	}
	sort.Strings(sorted)
	return sorted
}
