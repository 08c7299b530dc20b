namespace Everlatch.Directory.Copies;

/// <summary>For which schema a copy of the directory is kept, and when.</summary>
/// <remarks>
/// A server that begins from a copy has not seen its database. So a copy is for builds that need the same schema, and holds what
/// was read while that was known to be there: a release whose migration never ran finds none.
/// </remarks>
/// <param name="Schema">Names what this build needs of the schema.</param>
/// <param name="MayKeep">Whether the schema is known to fit now.</param>
public sealed record CopyTerms(string Schema, Func<bool> MayKeep);
