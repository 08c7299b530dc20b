using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Schema.Migrations;

/// <summary>One file: <c>Migrations/postgres/0007_user_locale.expand.sql</c>.</summary>
public sealed record Migration
{
    /// <summary>Its number, from 1 without gaps; phases of one change share it.</summary>
    public required int Number { get; init; }

    /// <summary>The name after the number: <c>user_locale</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The phase.</summary>
    public required MigrationPhase Phase { get; init; }

    /// <summary>The file, relative to the folder that holds <c>Migrations</c>.</summary>
    public required string File { get; init; }

    /// <summary>Everything in it.</summary>
    public required string Text { get; init; }

    /// <summary>What its header says.</summary>
    public MigrationOptions Options { get; init; } = new();

    /// <summary>Its statements in order.</summary>
    public IReadOnlyList<SqlText> Statements { get; init; } = [];

    /// <summary>What ledger, contract and messages call it: <c>0007_user_locale.expand</c>.</summary>
    public string Step => $"{Number:D4}_{Name}.{Phase.ToString().ToLowerInvariant()}";

    /// <summary>SHA-256 of the text in hex, line ends aside: an edit after the release is found by it.</summary>
    public string Sha256 =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <inheritdoc />
    public override string ToString() => Step;
}
