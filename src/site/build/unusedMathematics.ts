const families = [
  ...[
    'amsrm',
    'mathbb',
    'textbb',
    'mathcal',
    'mathfrak',
    'textfrak',
    'mathboldfrak',
    'textboldfrak',
    'mathscr',
    'textscr',
  ],
  ...[
    'mathtt',
    'texttt',
    'mathsf',
    'textsf',
    'mathboldsf',
    'textboldsf',
    'mathitsf',
    'mathsfit',
    'textitsf',
    'boldsymbol',
  ],
  ...['cd-vert-arrow', 'cd-label-left', 'cd-label-right', 'cd-arrow-pad', 'x-arrow', 'x-arrow-pad', 'halfarrow-left'],
  ...[
    'halfarrow-right',
    'brace-left',
    'brace-center',
    'brace-right',
    'katex-stretchy',

    'cancel-lap',
    'cancel-pad',
  ],
  ...['katex-sout', 'fbox', 'fcolorbox', 'boxpad', 'angl', 'anglpad', 'reflectbox', 'katex-rule', 'katex-hdashline'],
  ...[
    'katex-tag',
    'eqn-num',
    'mml-eqn-num',
    'leqno',
    'fleqn',
    'mtr-glue',
    'katex-root',
    'fontsize-ensurer',
    'katex-version',
  ],
];
const faces = ['AMS', 'Caligraphic', 'Fraktur', 'SansSerif', 'Script', 'Typewriter'];
/** Changes of size that only commands such as `\large` ask for; text, index and index of an index have 6, 3 and 1. */
const resizing = /\breset-size(?:(?:2|4|5|[7-9]|1[01])\b|\d+[. ]size(?:2|4|5|[7-9]|1[01])\b)/;

/** Which of an element's classes, as its attribute has them, is of mathematics that the book does not write, and so has no rules. */
export function unusedIn(classes: string): string | undefined {
  return classes.split(' ').find((name) => families.includes(name)) ?? resizing.exec(classes)?.[0];
}

/** KaTeX's stylesheet, minified, without the rules and faces of what the book does not write. Nothing in it may be nested. */
export function leaveOutUnused(css: string): string {
  return css.replaceAll(/([^{}]+)\{([^{}]*)\}/g, (rule, heads: string, body: string) => {
    if (heads.trim() === '@font-face') return faces.some((face) => body.includes(`KaTeX_${face}`)) ? '' : rule;
    const kept = heads
      .split(',')
      .filter((head) => !resizing.test(head) && !classesOf(head).some((name) => families.includes(name)));
    return kept.length === 0 ? '' : `${kept.join(',')}{${body}}`;
  });
}

function classesOf(selector: string): string[] {
  return [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name);
}
