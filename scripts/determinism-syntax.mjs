// @ts-check
// Finds banned uses in one source text. It walks the syntax tree, so that comments and strings never
// count and no spelling hides a use.

import ts from "typescript";
import {
  bannedGlobals,
  bannedMembers,
  bannedModules,
  exactMath,
  replacementForIn,
  replacementForMath,
  replacementForMathAlias,
  replacementForPower,
} from "./determinism-rules.mjs";

/**
 * Names every banned use in one source text.
 * @param {string} path how the file is called in the findings
 * @param {string} text
 * @returns {string[]}
 */
export function findNondeterminism(path, text) {
  const { source, isGlobal } = parse(path, text);
  /** @type {string[]} */
  const findings = [];
  visit(source);
  return findings;

  /** @param {ts.Node} node */
  function visit(node) {
    const found = judge(node, isGlobal);
    if (found) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      findings.push(`${path}:${line + 1}: ${found[0]} is banned here: ${found[1]}`);
    }
    ts.forEachChild(node, visit);
  }
}

/**
 * Parses one text alone, and tells the globals in it from names that it declares itself.
 * @param {string} path
 * @param {string} text
 */
function parse(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const options = { noLib: true, noResolve: true, types: [], allowJs: true };
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (name) => (name === path ? source : undefined);
  const checker = ts.createProgram([path], options, host).getTypeChecker();
  /** @param {ts.Identifier} name */
  const isGlobal = (name) => {
    const symbol = ts.isShorthandPropertyAssignment(name.parent)
      ? checker.getShorthandAssignmentValueSymbol(name.parent)
      : checker.getSymbolAtLocation(name);
    // A name that is only declared ("declare const ...") is still the global of that name.
    return !symbol?.declarations?.some((declaration) => !isAmbient(declaration));
  };
  return { source, isGlobal };
}

/** @param {ts.Node} node */
function isAmbient(node) {
  return ts.findAncestor(node, (ancestor) => {
    const modifiers = ts.canHaveModifiers(ancestor) ? ts.getModifiers(ancestor) : undefined;
    return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;
  });
}

/**
 * @param {ts.Node} node
 * @param {(name: ts.Identifier) => boolean} isGlobal
 * @returns {[use: string, replacement: string] | undefined}
 */
function judge(node, isGlobal) {
  if (ts.isForInStatement(node)) return ["for...in", replacementForIn];
  if (ts.isBinaryExpression(node) && isPower(node.operatorToken.kind)) {
    return ["**", replacementForPower];
  }
  if (ts.isStringLiteralLike(node)) return judgeText(node);
  if (!ts.isIdentifier(node)) return undefined;
  if (Object.hasOwn(bannedMembers, node.text) && !isOwnName(node)) {
    return lookUp(bannedMembers, node.text);
  }
  const found = node.text === "Math" ? judgeMath(node) : lookUp(bannedGlobals, node.text);
  return found && !isMemberName(node) && isGlobal(node) ? found : undefined;
}

/**
 * Text counts only where it names a module or a member.
 * @param {ts.StringLiteralLike} node
 */
function judgeText(node) {
  const { parent } = node;
  const namesModule =
    ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isCallExpression(parent);
  if (namesModule && (!ts.isCallExpression(parent) || isImportCall(parent))) {
    return lookUp(bannedModules, node.text.replace(/^node:/, ""));
  }
  const namesMember = ts.isElementAccessExpression(parent) || ts.isBindingElement(parent);
  return namesMember ? lookUp(bannedMembers, node.text) : undefined;
}

/**
 * Math may only be asked for one exact member, by name; as a value it could be renamed or taken apart.
 * @param {ts.Identifier} node
 * @returns {[string, string] | undefined}
 */
function judgeMath(node) {
  const { parent } = node;
  const name =
    ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)
      ? "name" in parent
        ? parent.name.text
        : parent.right.text
      : ts.isElementAccessExpression(parent) && ts.isStringLiteralLike(parent.argumentExpression)
        ? parent.argumentExpression.text
        : undefined;
  if (name === undefined) return ["Math as a value", replacementForMathAlias];
  return exactMath.has(name) ? undefined : [`Math.${name}`, replacementForMath(name)];
}

/**
 * True for the name after a dot or before a colon, which is no use of a global of that name.
 * @param {ts.Identifier} node
 */
function isMemberName(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return (
    (ts.isObjectLiteralElement(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent)) &&
    parent.name === node
  );
}

/**
 * True where a type, class or object of our own gives a member this name.
 * @param {ts.Identifier} node
 */
function isOwnName(node) {
  const { parent } = node;
  return (ts.isPropertyAssignment(parent) || ts.isTypeElement(parent)) && parent.name === node;
}

/** @param {ts.CallExpression} call */
function isImportCall(call) {
  return call.expression.kind === ts.SyntaxKind.ImportKeyword;
}

/** @param {ts.SyntaxKind} kind */
function isPower(kind) {
  return (
    kind === ts.SyntaxKind.AsteriskAsteriskToken ||
    kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken
  );
}

/**
 * @param {Record<string, string>} table
 * @param {string} name
 * @returns {[string, string] | undefined}
 */
function lookUp(table, name) {
  const replacement = Object.hasOwn(table, name) ? table[name] : undefined;
  return replacement === undefined ? undefined : [name, replacement];
}
