namespace Everlatch.Schema;

/// <summary>Orders versions by their numbers, part for part, so that 0.10.0 comes after 0.9.0.</summary>
public sealed class ReleaseOrder : IComparer<string>
{
    private ReleaseOrder()
    {
    }

    /// <summary>The one to use.</summary>
    public static ReleaseOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var (left, right) = (Parts(x), Parts(y));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var order = Part(left, i).CompareTo(Part(right, i));
            if (order != 0)
            {
                return order;
            }
        }

        return string.CompareOrdinal(x, y);
    }

    private static string[] Parts(string? version) => (version ?? "").Split('-', '+')[0].Split('.');

    private static int Part(string[] parts, int index) =>
        index < parts.Length && int.TryParse(parts[index], out var number) ? number : 0;
}
