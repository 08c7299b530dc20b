namespace Everlatch.Directory.Copies;

/// <summary>Some of the rows that the database answered a statement with.</summary>
/// <param name="Statement">The statement's name.</param>
/// <param name="Rows">The rows.</param>
/// <param name="More">Whether the next frame has further rows of the same answer.</param>
internal sealed record CopyAnswer<T>(string Statement, IReadOnlyList<T> Rows, bool More);
