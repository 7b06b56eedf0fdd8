import 'katex/dist/katex.min.css';
import './styles/index.css';
import { bringLinkedFigureNear } from '../frame/bringLinkedFigureNear';
import { installTermLinking } from '../frame/terms';
import { followFigureLinks } from '../prose/followFigureLinks';
import { keepGuesses } from '../prose/keepGuesses';
import { hydrateIslands } from './hydrateIslands';
import { installEmbed } from './installEmbed';
import { installTheme } from './installTheme';
import { makeScrollableReachable } from './makeScrollableReachable';

installTheme(document);
installEmbed(document);
installTermLinking(document);
makeScrollableReachable(document);
hydrateIslands(document);
bringLinkedFigureNear(document);
followFigureLinks(document);
keepGuesses(document);
