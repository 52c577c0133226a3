#!/usr/bin/env node
import { Command } from 'commander';
import { version } from '../pipeline/version.js';
import { addCheckCommand } from './check-command.js';
import { addEvaluateCommand } from './evaluate-command.js';
import { addKeysCommand } from './keys-command.js';
import { addPatternsCommand } from './patterns-command.js';
import { addPurgeCommand } from './purge-command.js';
import { addReportCommand } from './report-command.js';
import { addReviewCommand } from './review-command.js';
import { addRosterCommand } from './roster-command.js';
import { runProgram } from './run.js';
import { addScanCommand } from './scan-command.js';
import { addSecondReaderCommand } from './second-reader-command.js';
import { addTrainCommand } from './train-command.js';
import { addWorkerCommand } from './worker-command.js';

const program = new Command('probity')
  .description(
    'Finds correspondence that may engage a council’s Member/Officer protocol, and puts it in front of a monitoring officer. It never gives a verdict.',
  )
  .version(version())
  .showHelpAfterError('Add --help to see what the command takes.');

addScanCommand(program);
addCheckCommand(program);
addKeysCommand(program);
addReviewCommand(program);
addPurgeCommand(program);
addReportCommand(program);
addWorkerCommand(program);
addPatternsCommand(program);
addRosterCommand(program);
addEvaluateCommand(program);
addTrainCommand(program);
addSecondReaderCommand(program);

await runProgram(program, process.argv);
