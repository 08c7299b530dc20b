namespace Everlatch.Release.Builds;

/// <summary>What a release needs and sends on one engine. The files themselves lie in its folder.</summary>
/// <param name="Engine">The engine: <c>postgres</c> or <c>sqlite</c>.</param>
/// <param name="Contract">Digest of what it needs, as a running server names it: equal for releases that need the same.</param>
/// <param name="ContractFile">Where the contract is in the folder.</param>
/// <param name="StatementsFile">Where the manifest of its statements is.</param>
/// <param name="Statements">How many statements it can send.</param>
/// <param name="Migrations">Its migrations, in the order in which they run.</param>
public sealed record ReleaseSchema(
    string Engine, string Contract, string ContractFile, string StatementsFile, int Statements,
    IReadOnlyList<ReleaseMigration> Migrations);
