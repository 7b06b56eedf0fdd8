import type { Reference } from './Reference';

/** Every work that the book cites, by the id that `<Cite of>` names. */
export const references: Readonly<Record<string, Reference>> = {
  'jordan-1986': {
    authors: ['Michael I. Jordan'],
    year: 1986,
    title: 'Serial Order: A Parallel Distributed Processing Approach',
    venue: 'ICS report 8604, University of California, San Diego',
  },
  'elman-1990': {
    authors: ['Jeffrey L. Elman'],
    year: 1990,
    title: 'Finding Structure in Time',
    venue: 'Cognitive Science 14(2), 179–211',
    address: 'https://doi.org/10.1207/s15516709cog1402_1',
  },
  'shannon-1951': {
    authors: ['Claude E. Shannon'],
    year: 1951,
    title: 'Prediction and Entropy of Printed English',
    venue: 'Bell System Technical Journal 30(1), 50–64',
    address: 'https://doi.org/10.1002/j.1538-7305.1951.tb01366.x',
  },
  'werbos-1990': {
    authors: ['Paul J. Werbos'],
    year: 1990,
    title: 'Backpropagation Through Time: What It Does and How to Do It',
    venue: 'Proceedings of the IEEE 78(10), 1550–1560',
    address: 'https://doi.org/10.1109/5.58337',
  },
  'kneser-ney-1995': {
    authors: ['Reinhard Kneser', 'Hermann Ney'],
    year: 1995,
    title: 'Improved Backing-off for M-gram Language Modeling',
    venue: 'ICASSP, 181–184',
    address: 'https://doi.org/10.1109/ICASSP.1995.479394',
  },
  'lipton-2015': {
    authors: ['Zachary C. Lipton', 'John Berkowitz', 'Charles Elkan'],
    year: 2015,
    title: 'A Critical Review of Recurrent Neural Networks for Sequence Learning',
    venue: 'arXiv:1506.00019',
    address: 'https://arxiv.org/abs/1506.00019',
  },
  'karpathy-2015': {
    authors: ['Andrej Karpathy'],
    year: 2015,
    title: 'The Unreasonable Effectiveness of Recurrent Neural Networks',
    venue: 'blog',
    address: 'https://karpathy.github.io/2015/05/21/rnn-effectiveness/',
  },
  'karpathy-visualizing-2015': {
    authors: ['Andrej Karpathy', 'Justin Johnson', 'Li Fei-Fei'],
    year: 2015,
    title: 'Visualizing and Understanding Recurrent Networks',
    venue: 'arXiv:1506.02078',
    address: 'https://arxiv.org/abs/1506.02078',
  },
  'goodfellow-2016': {
    authors: ['Ian Goodfellow', 'Yoshua Bengio', 'Aaron Courville'],
    year: 2016,
    title: 'Deep Learning, chapter 10: Sequence Modeling',
    venue: 'MIT Press',
    address: 'https://www.deeplearningbook.org/contents/rnn.html',
  },
};
