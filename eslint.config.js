import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// D3 computes, React draws: everything of d3 that touches the DOM stays out.
const d3DomHalf =
  '/^(select|selectAll|selection|selector|selectorAll|create|creator|local|matcher|namespace|namespaces|pointer|pointers|style|transition|active|interrupt|axisTop|axisRight|axisBottom|axisLeft|brush|brushX|brushY|brushSelection|drag|dragDisable|dragEnable|zoom|zoomTransform|html|svg|xml)$/';

const exportsOfOneName = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Name the export as the file is named; only MDX and configuration have default exports.',
  },
  {
    selector: `ImportDeclaration[source.value='d3'] > ImportSpecifier[imported.name=${d3DomHalf}]`,
    message: "d3's DOM half is not used here: D3 computes, React draws.",
  },
  {
    selector: "ImportDeclaration[source.value='d3'] > :matches(ImportNamespaceSpecifier, ImportDefaultSpecifier)",
    message: 'Import d3 by names, so that the rest of it is left out of the page.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^d3-(selection|transition|axis|brush|drag|zoom)$/]',
    message: "d3's DOM half is not used here: D3 computes, React draws.",
  },
  {
    selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='html']",
    message: 'No .html(): text that came from outside could become markup.',
  },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'test-results', 'playwright-report', '.cache'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.{ts,tsx}', 'e2e/**/*.ts', '*.config.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...exportsOfOneName],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.recommended, reactHooks.configs.flat.recommended],
  },
  {
    // Commands and the build speak to a terminal.
    files: ['src/commands/**', 'src/site/build/**', 'e2e/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
