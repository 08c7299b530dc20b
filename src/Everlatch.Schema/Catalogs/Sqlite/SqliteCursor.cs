namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>A place in a list of tokens.</summary>
internal sealed class SqliteCursor(IReadOnlyList<SqliteToken> tokens)
{
    private int at;

    /// <summary>Whether all of them were taken.</summary>
    public bool IsAtEnd => at >= tokens.Count;

    /// <summary>Whether the next one is that word or sign.</summary>
    public bool Sees(string word) => !IsAtEnd && tokens[at].Says(word);

    /// <summary>Takes the next one.</summary>
    public SqliteToken Take() => IsAtEnd ? default : tokens[at++];

    /// <summary>Takes these words if they come next.</summary>
    public bool TryTake(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (at + i >= tokens.Count || !tokens[at + i].Says(words[i]))
            {
                return false;
            }
        }

        at += words.Length;
        return true;
    }

    /// <summary>Takes what stands in brackets, brackets aside; nothing when no bracket comes next.</summary>
    public IReadOnlyList<SqliteToken> TakeGroup()
    {
        if (!Sees("("))
        {
            return [];
        }

        var (start, depth) = (at + 1, 0);
        do
        {
            depth += tokens[at].Says("(") ? 1 : tokens[at].Says(")") ? -1 : 0;
            at++;
        }
        while (depth > 0 && at < tokens.Count);
        return [.. tokens.Take(at - 1).Skip(start)];
    }

    /// <summary>Everything that is left.</summary>
    public IReadOnlyList<SqliteToken> TakeRest()
    {
        var rest = tokens.Skip(at).ToArray();
        at = tokens.Count;
        return rest;
    }

    /// <summary>Cuts tokens at the commas that stand in no bracket.</summary>
    public static IEnumerable<IReadOnlyList<SqliteToken>> Items(IReadOnlyList<SqliteToken> tokens)
    {
        var (depth, item) = (0, new List<SqliteToken>());
        foreach (var token in tokens)
        {
            depth += token.Says("(") ? 1 : token.Says(")") ? -1 : 0;
            if (depth == 0 && token.Says(","))
            {
                yield return item;
                item = [];
            }
            else
            {
                item.Add(token);
            }
        }

        yield return item;
    }
}
