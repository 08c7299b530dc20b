using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Plans;
using Everlatch.Schema.Statements;

namespace Everlatch.Schema;

/// <summary>Everything that one build knows about its schema.</summary>
/// <remarks>
/// The files: <c>Migrations/ENGINE/NNNN_name.phase.sql</c>, <c>Contracts/ENGINE.contract</c>,
/// <c>Contracts/ENGINE.statements</c>, and for each release before, <c>Released/VERSION/ENGINE.contract</c> and
/// <c>.statements</c>. Each is read when it is first asked for.
/// </remarks>
/// <param name="release">Version of the build.</param>
/// <param name="files">Its files.</param>
public sealed class SchemaSource(string release, SchemaFiles files)
{
    private readonly Lock turn = new();
    private readonly Dictionary<SchemaEngine, SchemaContract> read = [];

    /// <summary>Version of the build.</summary>
    public string Release => release;

    /// <summary>Its files.</summary>
    public SchemaFiles Files => files;

    /// <summary>
    /// What the names of triggers begin with that this build's own tools set for a while and lift again: a verdict lists them,
    /// and does not take them for a stranger's. Empty, the default, for none.
    /// </summary>
    public string PassingTriggers { get; init; } = "";

    /// <summary>The migrations of an engine, by number and phase.</summary>
    /// <exception cref="SchemaException">A file is misnamed, doubled, missing or malformed.</exception>
    public IReadOnlyList<Migration> MigrationsOf(SchemaEngine engine) => ReadMigrations.Of(files, engine);

    /// <summary>
    /// Checks everything about the files of migrations that can be checked without a database, for every engine.
    /// </summary>
    /// <exception cref="SchemaException">The first thing that is wrong.</exception>
    public void Check()
    {
        CheckEngines.Run(files);
        foreach (var engine in SchemaEngine.All.Where(engine => ReadMigrations.Has(files, engine)))
        {
            CheckReleased.Run(MigrationsOf(engine), ReleasedContractsOf(engine), engine);
        }
    }

    /// <summary>What this build needs of a database.</summary>
    /// <exception cref="SchemaException">The file is missing, malformed or of another engine.</exception>
    public SchemaContract ContractOf(SchemaEngine engine) =>
        ContractFile.Read(files, $"Contracts/{engine.Name}.contract", engine).WithPassing(PassingTriggers);

    /// <summary>
    /// The same, made sure to be of this build's migrations: a contract of another build says of a database that it
    /// fits when it does not. A build that brings no migrations is taken at its word. What was read once is handed out
    /// again, since a start asks for it in several places; a fault is not kept, since it may be mended.
    /// </summary>
    /// <exception cref="SchemaException">
    /// It is of other migrations, or one of the files is missing, malformed or of another engine.
    /// </exception>
    public SchemaContract CheckedContractOf(SchemaEngine engine)
    {
        lock (turn)
        {
            if (!read.TryGetValue(engine, out var contract))
            {
                contract = ReadMigrations.Has(files, engine) ? BuildContract.Of(this, engine) : ContractOf(engine);
                read.Add(engine, contract);
            }

            return contract;
        }
    }

    /// <summary>What the releases before this one need, oldest first.</summary>
    /// <exception cref="SchemaException">A file is malformed or of another engine.</exception>
    public IReadOnlyList<SchemaContract> ReleasedContractsOf(SchemaEngine engine) =>
        [
            .. files.Paths
                .Where(path => path.StartsWith("Released/", StringComparison.Ordinal)
                    && path.EndsWith($"/{engine.Name}.contract", StringComparison.Ordinal))
                .OrderBy(path => path.Split('/')[1], ReleaseOrder.Instance)
                .Select(path => ContractFile.Read(files, path, engine)),
        ];

    /// <summary>Every statement that this build can send.</summary>
    /// <exception cref="SchemaException">The file is missing, malformed or of another engine.</exception>
    public StatementManifest StatementsOf(SchemaEngine engine) =>
        ManifestFile.Read(files, $"Contracts/{engine}.statements", engine);

    /// <summary>What the releases before this one can send, oldest first.</summary>
    /// <exception cref="SchemaException">A file is malformed or of another engine.</exception>
    public IReadOnlyList<ReleasedStatements> ReleasedStatementsOf(SchemaEngine engine) =>
        [
            .. files.Paths
                .Where(path => path.StartsWith("Released/", StringComparison.Ordinal)
                    && path.EndsWith($"/{engine}.statements", StringComparison.Ordinal))
                .OrderBy(path => path.Split('/')[1], ReleaseOrder.Instance)
                .Select(path => new ReleasedStatements(path.Split('/')[1], ManifestFile.Read(files, path, engine))),
        ];
}
