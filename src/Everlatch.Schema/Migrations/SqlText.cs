namespace Everlatch.Schema.Migrations;

/// <summary>One statement of a file.</summary>
/// <param name="Sql">Its text, without the semicolon that ends it and without comments before it.</param>
/// <param name="Line">The line of its file that it begins on, counted from 1.</param>
public sealed record SqlText(string Sql, int Line);
