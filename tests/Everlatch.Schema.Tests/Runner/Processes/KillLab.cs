using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>What all kill tests over one history share: the build, its files, and the databases that runs begin with.</summary>
public sealed class KillLab<TEngine, THistory> : IAsyncLifetime
    where TEngine : ISchemaTestEngine
    where THistory : IHistoryEngine
{
    private readonly List<Start> starts = [];

    /// <summary>The whole build.</summary>
    public TestBuild Build { get; private set; } = null!;

    /// <summary>Its files, for processes.</summary>
    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("everlatch-history-").FullName;

    /// <summary>
    /// A database at each version that has rows of its own, with all rows that releases up to it wrote: the steps after it meet
    /// data in every table that there is.
    /// </summary>
    public IReadOnlyList<Start> Starts => starts;

    /// <summary>Contract steps too, and no release is kept.</summary>
    public static ApplyOptions Options { get; } = new() { Contract = true };

    public async ValueTask InitializeAsync()
    {
        Build = await TestBuild.OfAsync<TEngine>([.. THistory.Steps]);
        Build.WriteTo(Folder);
        var database = await TEngine.CreateAsync(TestContext.Current.CancellationToken);
        await using (var scratch = await Scratch.OverAsync<TEngine>(database))
        {
            foreach (var (lastStep, sql) in IHistoryEngine.Rows)
            {
                await Build.Until(TEngine.Engine, "0.1.0", lastStep).ApplyAllAsync(scratch.Database);
                await scratch.ExecuteAsync(sql);
                await RequireRowsAsync(scratch, lastStep);
                await scratch.Session.CloseAsync();
                starts.Add(new Start(lastStep, await TEngine.CopyAsync(database, CancellationToken.None), []));
                await scratch.Session.OpenAsync();
            }
        }

        for (var i = 0; i < starts.Count; i++)
        {
            await using var undisturbed = await Scratch.CopyAsync<TEngine>(starts[i].Database);
            await Build.ApplyAllAsync(undisturbed.Database, Options);
            starts[i] = starts[i] with { Content = await undisturbed.QueryAsync(IHistoryEngine.Content) };
        }
    }

    public async ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Folder, recursive: true);
        foreach (var start in starts)
        {
            await TEngine.DropAsync(start.Database);
        }
    }

    private static async Task RequireRowsAsync(Scratch scratch, string step)
    {
        foreach (var table in (await scratch.ReadCatalogAsync()).Of<CatalogTable>())
        {
            Assert.True((await scratch.QueryAsync($"select 1 from {table.Name}")).Count > 0, $"{table.Name} is empty at {step}.");
        }
    }

    /// <summary>A database to begin with.</summary>
    /// <param name="LastStep">The last step that it has.</param>
    /// <param name="Database">Nobody is connected to it; copies of it are used.</param>
    /// <param name="Content">Its rows once all steps have run and nobody disturbed them.</param>
    public sealed record Start(string LastStep, SchemaDatabase Database, IReadOnlyList<string?> Content);
}
