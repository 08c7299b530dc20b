using Everlatch.Cli;

return await Invocation.RunAsync(Verbs.Root(), args);
