import type { Part } from './Chapter';

/** The order of the book: every part and chapter, written or promised. Sidebar, contents, numbers and the browser suite follow this list. */
export const parts: readonly Part[] = [
  {
    title: 'Sequences',
    isNumbered: true,
    chapters: [
      {
        slug: 'why-sequences',
        title: 'Why sequences',
        question: 'What can a network without memory never do?',
        written: {
          standfirst:
            'What can a network without memory never do? Give two answers to one letter, however long it is trained.',
          sources: ['Markov 1913', 'Sejnowski & Rosenberg 1987', 'Elman 1990'],
          load: () => import('./why-sequences.mdx'),
        },
      },
      {
        slug: 'the-simplest-recurrent-network',
        title: 'The simplest recurrent network',
        shortTitle: 'The simplest RNN',
        question: 'How does one matrix remember?',
        written: {
          standfirst:
            'How does one matrix remember? By mixing each letter with what is left of all the letters before it.',
          sources: ['Elman 1990', 'Kneser & Ney 1995', 'Karpathy 2015'],
          load: () => import('./the-simplest-recurrent-network.mdx'),
        },
      },
      {
        slug: 'five-shapes',
        title: 'Five shapes of problem',
        question: 'One to one, one to many, many to one, many to many: what changes?',
      },
      {
        slug: 'learning-through-time',
        title: 'Learning through time',
        question: 'How does an error at the end reach a letter at the start?',
      },
    ],
  },
  {
    title: 'Gates',
    isNumbered: true,
    chapters: [
      {
        slug: 'long-short-term-memory',
        title: 'Long short-term memory',
        question: 'How do you keep a value for a hundred steps?',
      },
      { slug: 'gated-recurrent-unit', title: 'Gated recurrent unit', question: 'How much of an LSTM do you need?' },
      { slug: 'search-space-odyssey', title: 'A search-space odyssey', question: 'Which part matters?' },
      {
        slug: 'both-ways-and-deeper',
        title: 'Both ways, and deeper',
        question: 'What if it may look ahead, or be stacked?',
      },
      {
        slug: 'beyond-the-line',
        title: 'Beyond the line',
        question: 'What if the sequence is a grid, a tree, a graph?',
      },
    ],
  },
  {
    title: 'Inside the state',
    isNumbered: true,
    chapters: [
      { slug: 'what-a-cell-remembers', title: 'What a cell remembers', question: 'Does a unit mean anything?' },
      {
        slug: 'matching-hidden-patterns',
        title: 'Matching hidden patterns',
        question: 'Where else does the network think this?',
      },
    ],
  },
  {
    title: 'Language',
    isNumbered: true,
    chapters: [
      { slug: 'predicting-text', title: 'Predicting text', question: 'What does it take to write?' },
      { slug: 'reading', title: 'Reading', question: 'What does it take to understand?' },
      { slug: 'attention', title: 'Attention', question: 'What if it may look back?' },
      { slug: 'translating', title: 'Translating', question: 'How does a sentence become another?' },
      { slug: 'conversing', title: 'Conversing', question: 'Can it answer?' },
    ],
  },
  {
    title: 'Senses',
    isNumbered: true,
    chapters: [
      { slug: 'hearing', title: 'Hearing', question: 'How does sound become letters, with no alignment given?' },
      { slug: 'handwriting', title: 'Handwriting', question: 'How does a pen continue?' },
      {
        slug: 'describing-pictures',
        title: 'Describing pictures',
        question: 'How does a picture become a sentence, a question an answer?',
      },
      { slug: 'moving-pictures', title: 'Moving pictures', question: 'Frames in: words out, or frames?' },
      {
        slug: 'painting',
        title: 'Painting',
        question: 'Can a picture be made one glance, one stroke, one pixel at a time?',
      },
    ],
  },
  {
    title: 'Machines',
    isNumbered: true,
    chapters: [
      { slug: 'memory', title: 'Memory', question: 'What if it had a notebook?' },
      { slug: 'programs', title: 'Programs', question: 'Can it run, or learn, a program?' },
      { slug: 'control', title: 'Control', question: 'How do you act when you cannot see everything?' },
      {
        slug: 'the-machine-underneath',
        title: 'The machine underneath',
        question: 'Why is a recurrent network slow, and how fast can it be?',
      },
    ],
  },
  {
    title: 'Workbench',
    isNumbered: false,
    chapters: [
      { slug: 'lab', title: 'Lab', question: 'Build, train, open and share your own.' },
      { slug: 'family-tree', title: 'Family tree', question: 'Who came from whom?' },
      { slug: 'library', title: 'Library', question: 'Everything there is to read.' },
    ],
  },
];
