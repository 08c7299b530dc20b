using Everlatch.Bench.Questions;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

// `bare PORT` is the baseline's own process; anything else names questions to answer.
if (args is ["bare", var port])
{
    await BareServer.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

// `faults --fault NAME` looks at one of its rows.
if (args is ["faults", "--fault", var fault])
{
    if (!FaultMatrix.Names.Contains(fault))
    {
        Console.Error.WriteLine($"Faults are: {string.Join(", ", FaultMatrix.Names)}.");
        return 2;
    }

    Console.WriteLine(Machine.Describe());
    var row = await FaultMatrix.AskAsync(fault);
    Console.WriteLine(row.ToMarkdown());
    return row.IsBroken ? 1 : 0;
}

IReadOnlyDictionary<string, Func<Task<Answer>>> questions = new Dictionary<string, Func<Task<Answer>>>
{
    ["machine-tokens"] = MachineTokenRate.AskAsync,
    ["edge"] = EdgeOverhead.AskAsync,
    ["sign-in"] = SignInCost.AskAsync,
    ["refresh"] = RefreshRate.AskAsync,
    ["start"] = StartAndSize.AskAsync,
    ["directory"] = DirectorySize.AskAsync,
    ["flat"] = FlatCost.AskAsync,
    ["routes"] = RouteSize.AskAsync,
    ["handshakes"] = HandshakeRate.AskAsync,
    ["refusals"] = RefusalCost.AskAsync,
    ["schema-check"] = SchemaCheck.AskAsync,
    ["nothing-pending"] = NothingPending.AskAsync,
    ["migrators"] = RacingMigrators.AskAsync,
    ["ready-again"] = ReadyAgain.AskAsync,
    ["take-over"] = TakeOver.AskAsync,
    ["releases"] = TwoReleases.AskAsync,
    ["reader"] = MigrationUnderReader.AskAsync,
    ["backfill"] = BackfillRate.AskAsync,
    ["faults"] = FaultMatrix.AskAsync,
};

if (args.Any(name => !questions.ContainsKey(name)))
{
    Console.Error.WriteLine($"Questions are: {string.Join(", ", questions.Keys)}; without a name all are asked.");
    return 2;
}

var exit = 0;
Console.WriteLine(Machine.Describe());
foreach (var (name, ask) in questions.Where(question => args.Length == 0 || args.Contains(question.Key)))
{
    Console.WriteLine($"\n## {name}\n");
    var answer = await ask();
    Console.WriteLine(answer.ToMarkdown());
    exit |= answer.IsBroken ? 1 : 0;
}

return exit;
