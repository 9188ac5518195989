import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import { stages } from './config.ts';
import { addStage } from './stage.ts';

const app = new App();
const stage = z.enum(['production', 'trial']).parse(app.node.tryGetContext('stage'));
addStage(app, stages[stage]);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
