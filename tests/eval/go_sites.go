// Every call site of a repository's Go files, with what the type checker of Go's standard library says it calls.
//
//	go run go_sites.go REPOSITORY < FILES
//
// FILES are the paths to read, one a line. Printed is one JSON line for each site (the shape of a truth file's, see
// truth_file.py), one for each type and interface of the repository that it satisfies, then one `{"type": "end", ...}`.
// Nothing of the repository is run and nothing is downloaded: what depends on modules that are not here is `unresolved`.
// Files are checked for the first of some platforms that builds them; those that none builds have unresolved sites.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
)

type place struct {
	Path string `json:"path"`
	Line int    `json:"line"`
	Name string `json:"name"`
	Kind string `json:"kind,omitempty"`
}

type site struct {
	Type    string  `json:"type"`
	Path    string  `json:"path"`
	Line    int     `json:"line"`
	Column  int     `json:"column"`
	Name    string  `json:"name"`
	InMacro bool    `json:"in_macro"`
	Shape   string  `json:"shape"`
	State   string  `json:"state"`
	Caller  *place  `json:"caller"`
	Callees []place `json:"callees"`
	Others  []place `json:"others"`
	Equal   []place `json:"equal"`
}

type satisfied struct {
	Type      string `json:"type"`
	Of        place  `json:"of"`
	Interface place  `json:"interface"`
}

var (
	root      string
	fset      = token.NewFileSet()
	parsed    = map[string]*ast.File{}
	folders   = map[string][]string{} // folder -> its files
	modules   = map[string]string{}   // module path -> folder
	platforms = []string{"linux/amd64", "windows/amd64", "darwin/arm64", "freebsd/amd64", "linux/386", "js/wasm", "plan9/amd64"}
	fake      = map[*types.Package]bool{}
	standard  types.Importer // the standard library as the first platform has it
	out       = bufio.NewWriter(os.Stdout)
)

func main() {
	root, _ = filepath.EvalSymlinks(os.Args[1])
	lines := bufio.NewScanner(os.Stdin)
	var files []string
	for lines.Scan() {
		if name := lines.Text(); strings.HasSuffix(name, ".go") {
			files = append(files, name)
		} else if path.Base(name) == "go.mod" {
			readModule(name)
		}
	}
	for _, name := range files {
		file, _ := parser.ParseFile(fset, filepath.Join(root, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if file != nil && file.Name != nil {
			parsed[name] = file
			folders[path.Dir(name)] = append(folders[path.Dir(name)], name)
		}
	}
	done := map[string]bool{}
	count := 0
	build.Default.GOOS, build.Default.GOARCH, build.Default.CgoEnabled = "linux", "amd64", false
	standard = importer.ForCompiler(fset, "source", nil)
	for number, platform := range platforms {
		w := newWorld(platform)
		for _, folder := range keys(folders) {
			if slices.ContainsFunc(folders[folder], func(name string) bool { return !done[name] }) {
				count += w.sites(folder, done)
			}
		}
		if number == 0 {
			w.satisfied()
		}
	}
	for _, name := range files {
		if file := parsed[name]; file != nil && !done[name] {
			count += write(name, file, &types.Info{})
		}
	}
	print(map[string]any{"type": "end", "sites": count, "go": runtime.Version()})
	out.Flush()
}

func readModule(name string) {
	data, _ := os.ReadFile(filepath.Join(root, name))
	for _, line := range strings.Split(string(data), "\n") {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "module" {
			modules[strings.Trim(words[1], `"`)] = path.Dir(name)
			return
		}
	}
}

func print(value any) {
	line, _ := json.Marshal(value)
	fmt.Fprintln(out, string(line))
}

func keys[V any](of map[string]V) []string {
	found := make([]string, 0, len(of))
	for key := range of {
		found = append(found, key)
	}
	sort.Strings(found)
	return found
}

// ---- packages

// world is all packages as one platform builds them.
type world struct {
	context build.Context
	plain   map[string]*types.Package
	infos   map[string]*types.Info
}

func newWorld(platform string) *world {
	system, machine, _ := strings.Cut(platform, "/")
	context := build.Default
	context.GOOS, context.GOARCH = system, machine
	w := &world{context: context, plain: map[string]*types.Package{}, infos: map[string]*types.Info{}}
	return w
}

func (w *world) built(folder string, tests func(name string, file *ast.File) bool) (found []*ast.File) {
	names := map[string]int{}
	var fitting []*ast.File
	for _, name := range folders[folder] {
		matches, err := w.context.MatchFile(filepath.Join(root, folder), path.Base(name))
		if err == nil && matches && tests(name, parsed[name]) {
			fitting = append(fitting, parsed[name])
			names[parsed[name].Name.Name]++
		}
	}
	best := ""
	for _, name := range keys(names) {
		if best == "" || names[name] > names[best] {
			best = name
		}
	}
	for _, file := range fitting {
		if file.Name.Name == best {
			found = append(found, file)
		}
	}
	return found
}

func isTest(name string) bool { return strings.HasSuffix(name, "_test.go") }

func isOutside(file *ast.File) bool { return strings.HasSuffix(file.Name.Name, "_test") }

func (w *world) check(path string, files []*ast.File, self *types.Package) (*types.Package, *types.Info) {
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	from := from{w, self}
	config := types.Config{Importer: from, FakeImportC: true, Error: func(error) {}}
	made, _ := config.Check(path, fset, files, info)
	return made, info
}

// from imports for one package: `self` stands for the package that a test outside of it tests.
type from struct {
	world *world
	self  *types.Package
}

func (f from) Import(wanted string) (*types.Package, error) {
	if f.self != nil && f.self.Path() == wanted {
		return f.self, nil
	}
	if folder, ok := located(wanted); ok {
		return f.world.load(wanted, folder), nil
	}
	if !strings.Contains(strings.Split(wanted, "/")[0], ".") {
		if found, err := standard.Import(wanted); err == nil {
			return found, nil
		}
	}
	made := types.NewPackage(wanted, path.Base(wanted))
	made.MarkComplete()
	fake[made] = true
	return made, nil
}

func located(wanted string) (string, bool) {
	for start := wanted; start != "." && start != "/"; start = path.Dir(start) {
		if folder, ok := modules[start]; ok {
			at := path.Join(folder, strings.TrimPrefix(wanted[len(start):], "/"))
			_, ok := folders[at]
			return at, ok
		}
	}
	return "", false
}

func pathOf(folder string) string {
	best, at := "", ""
	for module, place := range modules {
		if (place == "." || folder == place || strings.HasPrefix(folder, place+"/")) && (best == "" || len(place) > len(at)) {
			best, at = module, place
		}
	}
	if best == "" {
		return folder
	}
	if at == "." {
		return path.Join(best, folder)
	}
	return path.Join(best, strings.TrimPrefix(folder, at))
}

func (w *world) load(wanted, folder string) *types.Package {
	if found, ok := w.plain[folder]; ok {
		if found == nil {
			return types.NewPackage(wanted, path.Base(wanted)) // a circle
		}
		return found
	}
	w.plain[folder] = nil
	files := w.built(folder, func(name string, file *ast.File) bool { return !isTest(name) })
	made, info := w.check(wanted, files, nil)
	w.plain[folder], w.infos[folder] = made, info
	return made
}

func (w *world) sites(folder string, done map[string]bool) (count int) {
	own := pathOf(folder)
	plain := w.load(own, folder)
	count += w.take(w.infos[folder], w.built(folder, func(name string, file *ast.File) bool { return !isTest(name) }), done)
	inner := w.built(folder, func(name string, file *ast.File) bool { return !isOutside(file) })
	outer := w.built(folder, func(name string, file *ast.File) bool { return isTest(name) && isOutside(file) })
	tested := plain
	if len(inner) > 0 {
		made, info := w.check(own, inner, nil)
		tested = made
		count += w.take(info, inner, done)
	}
	if len(outer) > 0 {
		_, info := w.check(own+"_test", outer, tested)
		count += w.take(info, outer, done)
	}
	return count
}

func (w *world) take(info *types.Info, files []*ast.File, done map[string]bool) (count int) {
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if set, ok := node.(*ast.AssignStmt); ok && len(set.Lhs) == len(set.Rhs) {
				for number, name := range set.Lhs {
					noteFunction(name, set.Rhs[number], info)
				}
			}
			return true
		})
		name := relative(file.Package)
		if !done[name] {
			done[name] = true
			count += write(name, file, info)
		}
	}
	return count
}

// standsFor tells which function a variable is made with.
var standsFor = map[types.Object]types.Object{}

func noteFunction(name, value ast.Expr, info *types.Info) {
	variable, ok := name.(*ast.Ident)
	if !ok || info.Defs[variable] == nil {
		return
	}
	switch it := ast.Unparen(value).(type) {
	case *ast.Ident:
		if function, ok := info.Uses[it].(*types.Func); ok {
			standsFor[info.Defs[variable]] = function
		}
	case *ast.SelectorExpr:
		if function, ok := info.Uses[it.Sel].(*types.Func); ok {
			standsFor[info.Defs[variable]] = function
		}
	}
}

// ---- sites

func relative(pos token.Pos) string {
	name, err := filepath.Rel(root, fset.Position(pos).Filename)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(name)
}

func inside(pos token.Pos) bool {
	return pos.IsValid() && parsed[relative(pos)] != nil
}

func write(name string, file *ast.File, info *types.Info) (count int) {
	for _, declared := range file.Decls {
		var caller *place
		if function, ok := declared.(*ast.FuncDecl); ok {
			made := at(function.Name, "")
			caller = &made
		}
		ast.Inspect(declared, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok {
				return true
			}
			if said := siteOf(name, call, info, caller); said != nil {
				print(said)
				count++
			}
			return true
		})
	}
	return count
}

func at(name *ast.Ident, kind string) place {
	return place{relative(name.Pos()), fset.Position(name.Pos()).Line, name.Name, kind}
}

func siteOf(file string, call *ast.CallExpr, info *types.Info, caller *place) *site {
	if said, ok := info.Types[call.Fun]; ok && said.IsType() {
		return nil // makes another of a value
	}
	fun := ast.Unparen(call.Fun)
	switch it := fun.(type) {
	case *ast.IndexExpr:
		fun = ast.Unparen(it.X)
	case *ast.IndexListExpr:
		fun = ast.Unparen(it.X)
	}
	var name *ast.Ident
	shape := "name"
	switch it := fun.(type) {
	case *ast.Ident:
		name = it
	case *ast.SelectorExpr:
		name = it.Sel
		shape = shapeOf(it, info)
	default:
		return nil
	}
	position := fset.Position(name.Pos())
	said := &site{
		Type: "site", Path: file, Line: position.Line, Column: position.Column - 1, Name: name.Name, Caller: caller,
		Shape: shape, State: "unresolved", Callees: []place{}, Others: []place{}, Equal: []place{},
	}
	switch object := info.Uses[name].(type) {
	case *types.Func:
		object = object.Origin()
		if inside(object.Pos()) {
			said.State = "function"
			kind := kindOf(object)
			said.Callees = append(said.Callees, place{relative(object.Pos()), fset.Position(object.Pos()).Line, object.Name(), kind})
		} else {
			said.State = "external"
		}
	case *types.Var:
		if inside(object.Pos()) {
			said.State = "other"
			if function := standsFor[object]; function != nil && inside(function.Pos()) {
				said.Equal = append(said.Equal, place{relative(function.Pos()), fset.Position(function.Pos()).Line, function.Name(), ""})
			}
			said.Others = append(said.Others, place{relative(object.Pos()), fset.Position(object.Pos()).Line, object.Name(), ""})
		} else {
			said.State = "external"
		}
		if shape == "name" {
			said.Shape = "name: variable"
		}
	case *types.Builtin:
		said.State = "external"
	case nil:
		if isForeign(fun, info) {
			said.State = "external"
		}
	}
	return said
}

// isForeign tells whether a path of names starts at an import of a module that is not here.
func isForeign(fun ast.Expr, info *types.Info) bool {
	selector, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	name, ok := selector.X.(*ast.Ident)
	if !ok {
		return false
	}
	imported, ok := info.Uses[name].(*types.PkgName)
	return ok && fake[imported.Imported()]
}

func kindOf(object *types.Func) string {
	receiver := object.Type().(*types.Signature).Recv()
	if receiver == nil {
		return "function"
	}
	if types.IsInterface(receiver.Type()) {
		return "signature"
	}
	return "method"
}

func shapeOf(selector *ast.SelectorExpr, info *types.Info) string {
	found, ok := info.Selections[selector]
	if !ok {
		return "member of a package"
	}
	after := ""
	if len(found.Index()) > 1 {
		after = ", promoted"
	}
	switch found.Kind() {
	case types.FieldVal:
		return "field" + after
	case types.MethodExpr:
		return "method of a type" + after
	}
	switch it := ast.Unparen(selector.X).(type) {
	case *ast.Ident:
		if object, ok := info.Uses[it].(*types.Var); ok && object.Parent() != nil && object.Parent().Parent() == types.Universe {
			return "method of a variable of the package" + after
		}
		return "method of a local" + after
	case *ast.SelectorExpr:
		return "method of a field" + after
	case *ast.CallExpr:
		return "method of a result" + after
	case *ast.IndexExpr:
		return "method of an element" + after
	}
	return "method of another" + after
}

// ---- interfaces

func (w *world) satisfied() {
	var named, interfaces []*types.TypeName
	for _, folder := range keys(w.plain) {
		made := w.plain[folder]
		if made == nil {
			continue
		}
		for _, name := range made.Scope().Names() {
			object, ok := made.Scope().Lookup(name).(*types.TypeName)
			if !ok || object.IsAlias() || !inside(object.Pos()) {
				continue
			}
			it, ok := object.Type().(*types.Named)
			if !ok || it.TypeParams().Len() > 0 {
				continue
			}
			if made, ok := it.Underlying().(*types.Interface); !ok {
				named = append(named, object)
			} else if made.NumMethods() > 0 && made.IsMethodSet() {
				interfaces = append(interfaces, object)
			}
		}
	}
	for _, one := range named {
		for _, other := range interfaces {
			wanted := other.Type().Underlying().(*types.Interface)
			if types.Implements(one.Type(), wanted) || types.Implements(types.NewPointer(one.Type()), wanted) {
				print(satisfied{"satisfies", placeOf(one), placeOf(other)})
			}
		}
	}
}

func placeOf(object types.Object) place {
	return place{relative(object.Pos()), fset.Position(object.Pos()).Line, object.Name(), ""}
}
