using Voxopsy.Cli;

return await VoxopsyCommandLine.RunAsync(args, Terminal.OfThisProcess()).ConfigureAwait(false);
