using System.Globalization;

namespace Everlatch.Schema.Migrations;

/// <summary>One line of a header: <c>-- schema: lock-timeout 2s</c>.</summary>
/// <param name="File">Its file.</param>
/// <param name="Line">Its line.</param>
/// <param name="Name">The option: <c>lock-timeout</c>.</param>
/// <param name="Value">The rest of the line: <c>2s</c>; empty where nothing follows.</param>
internal sealed record HeaderOption(string File, int Line, string Name, string Value)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("min", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)),
        ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>An option that is the last word about itself.</summary>
    /// <exception cref="SchemaException">Something follows it.</exception>
    public bool Flag() => Value.Length == 0 ? true : throw Refusal($"'{Name}' takes no value, and here is '{Value}'.");

    /// <summary>
    /// A time: a whole number and <c>ms</c>, <c>s</c>, <c>min</c> or <c>h</c>, more than nothing and at most a day.
    /// </summary>
    /// <exception cref="SchemaException">It is something else.</exception>
    public TimeSpan Duration()
    {
        var (unit, length) = Units.FirstOrDefault(u => Value.EndsWith(u.Unit, StringComparison.Ordinal));
        var time = unit is not null
            && int.TryParse(
                Value.AsSpan(0, Value.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count * length
                : TimeSpan.Zero;
        return time > TimeSpan.Zero && time <= Longest
            ? time
            : throw Refusal($"'{Name}' is a time such as 500ms, 2s or 10min, of at most 24h, not '{Value}'.");
    }

    /// <summary>A whole number between limits.</summary>
    /// <exception cref="SchemaException">It is something else.</exception>
    public int Whole(int least, int most) =>
        int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Refusal($"'{Name}' is a whole number from {least} to {most}, not '{Value}'.");

    /// <summary>A number between limits, with a point for its fraction.</summary>
    /// <exception cref="SchemaException">It is something else.</exception>
    public double Number(double least, double most) =>
        double.TryParse(Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw Refusal(string.Create(
                CultureInfo.InvariantCulture, $"'{Name}' is a number from {least} to {most}, not '{Value}'."));

    /// <summary>The name of a table or column, without quotes.</summary>
    /// <exception cref="SchemaException">It is something else.</exception>
    public string Identifier() =>
        Value.Length > 0 && SqlRules.BeginsWord(Value[0]) && Value.All(SqlRules.ContinuesWord)
            ? Value
            : throw Refusal($"'{Name}' is a name without quotes, not '{Value}'.");

    /// <summary>A finding of the lint with the reason why it is accepted: <c>RULE because REASON</c>.</summary>
    /// <exception cref="SchemaException">The reason is missing.</exception>
    public LintException Exception()
    {
        var words = Value.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [var rule, "because", { Length: > 0 } reason]
            ? new LintException(rule, reason, Line)
            : throw Refusal("An exception reads 'allow RULE because REASON'; the reason is for whoever reads this in a year.");
    }

    /// <summary>A refusal of this line.</summary>
    public SchemaException Refusal(string message) => new("EL1804", message, File, Line);
}
