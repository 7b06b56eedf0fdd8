import { expect, test } from 'vitest';
import { noticesOnce } from './keepNoticesOnce';

test('each notice is kept where it first stands, and nothing else is touched', () => {
  const [a, b] = ['/**\n * @license\n * Copyright 2018 A\n */\n', '/*! @license Copyright 2019 B */\n'];
  const again = '/**\n* @license\n* Copyright 2018 A\n*/\n';
  expect(noticesOnce(`${a}x();/* kept */\n${b}y();\n${again}z("/*");${b}w();`)).toBe(
    `${a}x();/* kept */\n${b}y();\nz("/*");w();`,
  );
});
