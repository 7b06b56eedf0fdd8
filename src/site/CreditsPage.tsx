/** Whose work the book stands on, and under which licences. */
export function CreditsPage({ root }: { root: string }) {
  return (
    <article className="chapter">
      <header>
        <p className="kicker">Credits</p>
        <h1>Whose work this stands on</h1>
      </header>
      <div className="prose">
        <p>
          The book and its program are free under the MIT licence: read them, change them, teach with them. Everything
          below is served from this site itself; no page asks any other site for anything.
        </p>
        <h2>Text the networks learned from</h2>
        <p>
          <cite>Tiny Shakespeare</cite>: about a megabyte of the plays of William Shakespeare, a text in the public
          domain, in the selection that Andrej Karpathy published with{' '}
          <a href="https://github.com/karpathy/char-rnn">char-rnn</a> in 2015. The last tenth was never shown in
          training; every score in the book is measured on that tenth.
        </p>
        <h2>Handwriting the networks learned from</h2>
        <p>
          The test set of <cite>MNIST</cite>: 10,000 handwritten digits, collected by the US National Institute of
          Standards and Technology and prepared by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, under{' '}
          <a href="https://creativecommons.org/licenses/by-sa/3.0/">CC BY-SA 3.0</a>. They were shuffled, and 1,500 of
          them never shown in training; every score of a reader of digits is measured on those. Ten of them are served
          with the book, at sixteen shades of ink, under the same licence.
        </p>
        <h2>Typefaces</h2>
        <p>All under the SIL Open Font License 1.1, packaged by Fontsource.</p>
        <table>
          <thead>
            <tr>
              <th scope="col">Typeface</th>
              <th scope="col">Set in it</th>
              <th scope="col">Copyright</th>
            </tr>
          </thead>
          <tbody>
            {typefaces.map(([name, use, holder]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{use}</td>
                <td>{holder}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h2>Libraries in the page</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Library</th>
              <th scope="col">What it does here</th>
              <th scope="col">Licence</th>
            </tr>
          </thead>
          <tbody>
            {libraries.map(([name, address, use, licence]) => (
              <tr key={name}>
                <th scope="row">
                  <a href={address}>{name}</a>
                </th>
                <td>{use}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          The book is built with TypeScript (Apache 2.0), Vite, MDX, remark, rehype, Vitest and ESLint (MIT), Playwright
          and axe-core (Apache 2.0 and MPL 2.0), none of which reaches the page.
        </p>
        <p>
          <a href={root}>All chapters</a>
        </p>
      </div>
    </article>
  );
}

const typefaces = [
  ['Source Serif 4', 'prose', '© 2014–2023 Adobe, with Reserved Font Name “Source”'],
  ['Inter', 'interface', '© 2016 The Inter Project Authors'],
  ['JetBrains Mono', 'letters and code', '© 2020 The JetBrains Mono Project Authors'],
  ['KaTeX fonts', 'mathematics', '© 2009–2010 Design Science, © 2014–2018 Khan Academy'],
] as const;

const libraries = [
  ['TensorFlow.js', 'https://www.tensorflow.org/js', 'runs and trains the networks, in a worker', 'Apache 2.0'],
  ['React', 'https://react.dev', 'draws the figures', 'MIT'],
  ['D3', 'https://d3js.org', 'scales, shapes and colours', 'ISC'],
  ['KaTeX', 'https://katex.org', 'sets the mathematics, before the page is served', 'MIT'],
  ['Zustand', 'https://zustand.docs.pmnd.rs', 'keeps the state of a figure', 'MIT'],
] as const;
