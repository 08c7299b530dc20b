using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Runner;

/// <summary>
/// A build that a test makes: migrations of one engine and their contract, in memory and, for other processes, in a folder.
/// </summary>
public sealed class TestBuild
{
    private TestBuild(string release, IReadOnlyDictionary<string, string> files) =>
        (Source, Files) = (new SchemaSource(release, new SchemaFiles(files)), files);

    /// <summary>The build.</summary>
    public SchemaSource Source { get; }

    /// <summary>Its files.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>Makes one of migrations like <c>("0001_people.expand", "create table …")</c>.</summary>
    public static Task<TestBuild> OfAsync<TEngine>(params (string Step, string Sql)[] migrations)
        where TEngine : ISchemaTestEngine => OfAsync<TEngine>("1.0.0", migrations);

    /// <summary>The same with a version.</summary>
    public static Task<TestBuild> OfAsync<TEngine>(string release, params (string Step, string Sql)[] migrations)
        where TEngine : ISchemaTestEngine =>
        new TestBuild(release, migrations.ToDictionary(m => $"Migrations/{TEngine.Engine}/{m.Step}.sql", m => m.Sql))
            .MadeAsync<TEngine>();

    /// <summary>One of files that are there.</summary>
    public static TestBuild Of(SchemaSource source) =>
        new(source.Release, source.Files.Paths.ToDictionary(path => path, path => source.Files.Find(path)!));

    /// <summary>The build that follows an earlier one, whose contract it keeps under Released/.</summary>
    public static Task<TestBuild> AfterAsync<TEngine>(TestBuild earlier, string release, params (string Step, string Sql)[] added)
        where TEngine : ISchemaTestEngine
    {
        var files = earlier.Files.ToDictionary(file => file.Key, file => file.Value);
        files[$"Released/{earlier.Source.Release}/{TEngine.Engine}.contract"] = files[$"Contracts/{TEngine.Engine}.contract"];
        foreach (var (step, sql) in added)
        {
            files[$"Migrations/{TEngine.Engine}/{step}.sql"] = sql;
        }

        return new TestBuild(release, files).MadeAsync<TEngine>();
    }

    /// <summary>The first migrations of this build, as an earlier release had them.</summary>
    public TestBuild Until(SchemaEngine engine, string release, string lastStep)
    {
        var steps = Source.ContractOf(engine).Steps.TakeWhile(step => step.Step != lastStep)
            .Concat(Source.ContractOf(engine).Steps.Where(step => step.Step == lastStep)).ToList();
        var files = Files.Where(file => steps.Any(step => file.Key.EndsWith($"/{step.Step}.sql", StringComparison.Ordinal)))
            .ToDictionary(file => file.Key, file => file.Value);
        return Of(engine, release, files, steps);
    }

    /// <summary>This build with one file changed or added, and no new contract.</summary>
    public TestBuild With(string path, string text)
    {
        var files = Files.ToDictionary(file => file.Key, file => file.Value);
        files[path] = text;
        return new TestBuild(Source.Release, files);
    }

    /// <summary>
    /// This build with another text in a file, under the contract of the first: as if the contract had been made of it.
    /// </summary>
    public TestBuild Mended(SchemaEngine engine, string path, string text)
    {
        var contract = $"Contracts/{engine}.contract";
        var edited = With(path, text);
        return edited.With(
            contract, Files[contract].Replace(HashOf(engine, path), edited.HashOf(engine, path), StringComparison.Ordinal));
    }

    /// <summary>Writes the files below a folder.</summary>
    public void WriteTo(string folder)
    {
        foreach (var (path, text) in Files)
        {
            var file = Path.Combine(folder, path);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private string HashOf(SchemaEngine engine, string path) =>
        Source.MigrationsOf(engine).First(migration => migration.File == path).Sha256;

    private static TestBuild Of(
        SchemaEngine engine, string release, Dictionary<string, string> files, IReadOnlyList<ContractStep> steps)
    {
        files[$"Contracts/{engine}.contract"] = ContractFile.Write(new SchemaContract(engine.Name, release, steps));
        return new TestBuild(release, files);
    }

    private async Task<TestBuild> MadeAsync<TEngine>()
        where TEngine : ISchemaTestEngine
    {
        var contract = await MadeContracts.OfAsync<TEngine>(Source);
        return With($"Contracts/{TEngine.Engine}.contract", MakeContract.TextOf(contract));
    }
}
