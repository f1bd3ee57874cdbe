<?php
// Says which names each PHP file uses and declares, by nikic/php-parser and Composer's ClassLoader.
// php php_names.php PARSER_LIB CLASS_LOADER ROOT < paths; a line of JSON for each path.
// An import of a class that no code of the file names is none (docs/adr/0024...).
namespace Driftscan\Truth;

use PhpParser\ConstExprEvaluator;
use PhpParser\Node;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitor\NameResolver;
use PhpParser\NodeVisitorAbstract;
use PhpParser\ParserFactory;

[, $library, $loader, $root] = $argv;
spl_autoload_register(fn($c) => is_file($f = $library . '/' . strtr($c, '\\', '/') . '.php') && require $f);
require $loader;

final class Names extends NodeVisitorAbstract
{
    public array $found = [];
    public array $declared = [];
    private array $taken = [];
    private array $said = [];
    private array $bound = [];

    public function __construct(private string $path) {}

    public function enterNode(Node $node)
    {
        if ($node instanceof Node\Name && !isset($this->taken[spl_object_id($node)]) && !($node->getAttribute('originalName') ?? $node)->isFullyQualified()) {
            $this->said[strtolower(($node->getAttribute('originalName') ?? $node)->getFirst())] = true;
        }
        foreach ($node->getComments() as $comment) $this->annotations((string) $comment);
        if ($node instanceof Node\Stmt\Use_ || $node instanceof Node\Stmt\GroupUse) {
            $this->use($node);
            return NodeTraverser::DONT_TRAVERSE_CHILDREN;
        }
        match (true) {
            $node instanceof Node\Stmt\Namespace_ => $node->name && $this->taken[spl_object_id($node->name)] = true,
            $node instanceof Node\Expr\FuncCall && $node->name instanceof Node\Name => $this->called($node),
            $node instanceof Node\Expr\ConstFetch => $this->valued('const', $node->name),
            $node instanceof Node\Expr\Include_ => $this->included($node),
            $node instanceof Node\Stmt\ClassLike && isset($node->namespacedName) => $this->declared[] = ['class', (string) $node->namespacedName],
            $node instanceof Node\Stmt\Function_ => $this->declared[] = ['function', (string) $node->namespacedName],
            $node instanceof Node\Stmt\Const_ => array_map(fn($c) => $this->declared[] = ['const', (string) $c->namespacedName], $node->consts),
            $node instanceof Node\Name => $this->named($node),
            default => null,
        };
        return null;
    }

    private function use(Node $node): void
    {
        foreach ($node->uses as $use) {
            $name = $node instanceof Node\Stmt\GroupUse ? $node->prefix . '\\' . $use->name : (string) $use->name;
            $kind = [1 => 'class', 2 => 'function', 3 => 'const'][$use->type ?: $node->type];
            if ($kind === 'class') $this->bound[count($this->found)] = (string) $use->getAlias();
            $this->found[] = ["use $kind", $name, '', $node->getStartLine()];
        }
    }

    /** A docblock with an annotation is read while the program runs; all its words count. */
    private function annotations(string $comment): void
    {
        if (preg_match('/(?<![\w.])@[A-Z]\w*/', $comment)) {
            preg_match_all('/[^\W\d]\w*/', $comment, $words);
            foreach ($words[0] as $word) $this->said[strtolower($word)] = true;
        }
    }

    /** Without imports of classes whose name no code says: nothing is done with them. */
    public function used(): array
    {
        $unused = array_filter($this->bound, fn($alias) => !isset($this->said[strtolower($alias)]));
        return array_values(array_diff_key($this->found, $unused));
    }

    private function named(Node\Name $name): void
    {
        if (isset($this->taken[spl_object_id($name)]) || $name->isSpecialClassName()) return;
        $written = $name->getAttribute('originalName');
        if ($written && $written->isUnqualified() && Resolver::imports($written)) return;
        $this->found[] = ['class', (string) $name, '', $name->getStartLine()];
    }

    private function called(Node\Expr\FuncCall $call): void
    {
        $arguments = $call->isFirstClassCallable() ? [] : $call->args;
        if (strtolower((string) $call->name) === 'define' && ($arguments[0]->value ?? null) instanceof Node\Scalar\String_ && isset($arguments[1])) {
            $this->declared[] = ['const', $arguments[0]->value->value];
        }
        if (strtolower((string) $call->name) === 'class_alias' && ($arguments[1]->value ?? null) instanceof Node\Scalar\String_) {
            $this->declared[] = ['class', $arguments[1]->value->value];
        }
        $this->valued('function', $call->name);
    }

    private function valued(string $kind, Node\Name $name): void
    {
        $this->taken[spl_object_id($name)] = true;
        $within = $name->getAttribute('namespacedName');
        $written = $name->getAttribute('originalName') ?? $name;
        if ($within === null && $written->isUnqualified() && $name->isFullyQualified() && (Resolver::$context->getNamespace() || (string) $written !== (string) $name)) return;
        $internal = $kind === 'function' && function_exists((string) $name) && (new \ReflectionFunction((string) $name))->isInternal();
        if (!$internal) $this->found[] = [$kind, (string) ($within ?? $name), $within ? (string) $name : '', $name->getStartLine()];
    }

    private function included(Node\Expr\Include_ $include): void
    {
        $evaluator = new ConstExprEvaluator(fn($e) => match (true) {
            $e instanceof Node\Scalar\MagicConst\Dir => dirname($this->path),
            $e instanceof Node\Scalar\MagicConst\File => $this->path,
            $e instanceof Node\Expr\FuncCall && (string) $e->name === 'dirname' => dirname(...array_map(
                fn($a) => (new ConstExprEvaluator(fn($i) => match (true) {
                    $i instanceof Node\Scalar\MagicConst\Dir => dirname($this->path),
                    $i instanceof Node\Scalar\MagicConst\File => $this->path,
                    default => throw new \PhpParser\ConstExprEvaluationException('computed'),
                }))->evaluateSilently($a->value), $e->args)),
            default => throw new \PhpParser\ConstExprEvaluationException('computed'),
        });
        try {
            $said = (string) $evaluator->evaluateSilently($include->expr);
            $path = realpath(str_starts_with($said, '/') ? $said : dirname($this->path) . "/$said");
            if ($path) $this->found[] = ['include', $path, '', $include->getStartLine()];
        } catch (\PhpParser\ConstExprEvaluationException) {
        }
    }
}

/** Remembers which aliases the file that is being read imports. */
final class Resolver extends NameResolver
{
    public static ?\PhpParser\NameContext $context = null;

    public static function imports(Node\Name $name): bool
    {
        $full = self::$context->getResolvedName($name, Node\Stmt\Use_::TYPE_NORMAL);
        $here = self::$context->getNamespace();
        $plain = Node\Name::concat($here, (string) $name);
        return strtolower((string) $full) !== strtolower((string) $plain);
    }
}

function loader_of(string $folder): \Composer\Autoload\ClassLoader
{
    static $known = [];
    if (isset($known[$folder])) return $known[$folder];
    $loader = new \Composer\Autoload\ClassLoader();
    $json = json_decode((string) @file_get_contents("$folder/composer.json"), true) ?? [];
    foreach (['autoload', 'autoload-dev'] as $section) {
        foreach ($json[$section]['psr-4'] ?? [] as $prefix => $dirs) {
            foreach ((array) $dirs as $dir) $loader->addPsr4($prefix, rtrim("$folder/$dir", '/'));
        }
        foreach ($json[$section]['psr-0'] ?? [] as $prefix => $dirs) {
            foreach ((array) $dirs as $dir) $loader->add($prefix, rtrim("$folder/$dir", '/'));
        }
    }
    return $known[$folder] = $loader;
}

/** The file of a class by the nearest composer.json that leads to one. */
function find(string $name, string $folder, string $root): string|false
{
    for (; str_starts_with($folder, $root); $folder = dirname($folder)) {
        if ($file = loader_of($folder)->findFile($name)) return $file;
    }
    return false;
}

$root = realpath($root);
$parser = (new ParserFactory())->createForNewestSupportedVersion();
while (($path = fgets(STDIN)) !== false) {
    $path = "$root/" . rtrim($path, "\n");
    $names = new Names($path);
    $resolver = new Resolver(null, ['preserveOriginalNames' => true]);
    $traverser = new NodeTraverser();
    $traverser->addVisitor($resolver);
    $traverser->addVisitor($names);
    Resolver::$context = $resolver->getNameContext();
    try {
        $traverser->traverse($parser->parse(file_get_contents($path)) ?? []);
    } catch (\PhpParser\Error $error) {
        echo json_encode(['path' => substr($path, strlen($root) + 1), 'error' => $error->getMessage()]), "\n";
        continue;
    }
    $used = $names->used();
    foreach ($used as &$found) {
        $class = in_array($found[0], ['class', 'use class'], true);
        $file = $found[0] === 'include' ? $found[1] : ($class ? find($found[1], dirname($path), $root) : false);
        $file = $file ? realpath($file) : false;
        $internal = $class && (class_exists($found[1], false) || interface_exists($found[1], false)) && (new \ReflectionClass($found[1]))->isInternal();
        $found[] = $file && str_starts_with($file, "$root/") ? substr($file, strlen($root) + 1) : '';
        $found[] = $internal;
    }
    echo json_encode(['path' => substr($path, strlen($root) + 1), 'found' => $used, 'declared' => $names->declared]), "\n";
}
