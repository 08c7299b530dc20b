using System.Diagnostics;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Questions;

/// <summary>
/// Whether anybody can tell which release answers: the one before and this build, on the schema of either.
/// </summary>
internal static class TwoReleases
{
    private static readonly int Port = Ports.Free();
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(15);

    public static async Task<Answer> AskAsync()
    {
        var answer = new Answer("server", "schema", "answers", "questions with their statuses", "5xx");
        if (Postgres.ConnectionString is not { } server)
        {
            return answer.Remark("Needs PostgreSQL: ask it through bench/run.");
        }

        using var folder = new ScratchFolder();
        var (previous, current) = (await PreviousAsync(), Product.Cli);
        var database = await Postgres.NewDatabaseAsync(server);
        await Product.ApplyAsync(previous, database);
        var alone = await AnswersAsync(previous, folder, database, () => Task.CompletedTask);

        // As it is, that schema lacks what this build needs: whoever asks is told, and no server of this build takes traffic.
        using var verify = SchemaCommand.Begin(current, null, "verify", "--database", database);
        var fits = await verify.EndAsync();

        // The schema changes under the running server, as it does in a deploy; a further expand step stands for what comes next.
        using var next = new NextRelease(server);
        await next.AddAsync("nickname.expand", "alter table users add column nickname text;");
        var oldOnNew = await AnswersAsync(previous, folder, database, async () =>
        {
            await Product.ApplyAsync(current, database);
            await next.ApplyAsync(database);
        });

        // What it finds are rows of the previous one, in its tables; and that one comes back to the rows of this.
        var newOnOld = await AnswersAsync(current, folder, database, () => Task.CompletedTask);
        var rolledBack = await AnswersAsync(previous, folder, database, () => Task.CompletedTask);
        var differing = Difference(alone, oldOnNew, newOnOld, rolledBack);
        return answer.Row(Row("previous", "its own", alone))
            .Row(Row("previous", "changed under it by this build", oldOnNew))
            .Row(Row("this build", "the previous one's, with its own expand steps", newOnOld))
            .Row(Row("previous", "the same, after this build", rolledBack))
            .Goal(
                "no difference in any answer's status",
                differing.Length > 0 ? differing : "none",
                differing.Length == 0)
            .Goal("`schema verify` of this build refuses the previous schema as it is", $"exit code {fits}", fits == 3)
            .Remark($"{Watch.TotalSeconds:0} s each: "
                + $"{string.Join(", ", alone.Keys.Select(a => $"{a.Question} {a.Status}").Order())}.");
    }

    private static async Task<IReadOnlyDictionary<(string Question, int Status), int>> AnswersAsync(
        string program, ScratchFolder folder, string database, Func<Task> meanwhile)
    {
        await using var server = await Product.StartAsync(program, folder.Path, Port, database);
        var load = new MixedLoad(Port, Product.UpFile(folder.Path)).RunAsync(Watch);
        await meanwhile();
        return await load;
    }

    private static string Difference(params IEnumerable<IReadOnlyDictionary<(string Question, int Status), int>> all)
    {
        var sets = all.Select(answers => answers.Keys.ToHashSet()).ToList();
        var differing = sets.Aggregate((a, b) => [.. a.Union(b)]).Where(key => sets.Exists(set => !set.Contains(key)));
        return string.Join(", ", differing.Select(key => $"{key.Question} {key.Status}"));
    }

    private static string[] Row(string server, string schema, IReadOnlyDictionary<(string Question, int Status), int> answers) =>
    [
        server,
        schema,
        ((double)answers.Values.Sum()).Whole(),
        ((double)answers.Count).Whole(),
        ((double)answers.Where(answer => answer.Key.Status >= 500).Sum(answer => answer.Value)).Whole(),
    ];

    private static async Task<string> PreviousAsync()
    {
        using var build = Process.Start(
            new ProcessStartInfo(Path.Combine(Checkout.Root, "eng/previous-release.sh")) { RedirectStandardOutput = true })!;
        var path = (await build.StandardOutput.ReadToEndAsync()).Trim();
        await build.WaitForExitAsync();
        return build.ExitCode == 0 ? path : throw new InvalidOperationException("The previous release could not be built.");
    }
}
