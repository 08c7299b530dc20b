using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Cli.Moves;

/// <summary>A row on its way: its values by column, secrets opened.</summary>
internal sealed class MovedRow
{
    private const char Between = '\u001f';
    private readonly MovedTable table;
    private readonly Dictionary<string, object?> values;
    private UInt128? digest;

    private MovedRow(MovedTable table, Dictionary<string, object?> values) => (this.table, this.values) = (table, values);

    /// <summary>What tells it apart in its table.</summary>
    public string Key => string.Join(Between, table.Keys.Select(key => (string)values[key]!));

    /// <summary>A row as it was read.</summary>
    public static MovedRow Open(MovedTable table, IDictionary<string, object?> read, MoveSide side)
    {
        var values = table.Columns.ToDictionary(column => column, column => read[column]);
        foreach (var (column, purpose) in SealedColumns.Of(table.Name, side.Environment, values))
        {
            values[column] = values[column] is byte[] value
                ? side.Open(purpose, value)
                : SealedColumns.Missing(side.Master, side.Environment, table.Name);
        }

        return new MovedRow(table, values);
    }

    /// <summary>The key's parts, as the parameters of <see cref="MovedTable.Drop" />.</summary>
    public static Dictionary<string, object?> KeyOf(MovedTable table, string key, MoveSide side)
    {
        var parts = key.Split(Between);
        var parameters = new Dictionary<string, object?> { ["environment"] = side.Environment.Value };
        for (var i = 0; i < parts.Length; i++)
        {
            parameters[table.Keys[i]] = parts[i];
        }

        return parameters;
    }

    /// <summary>Equal for rows that say the same, whatever their secrets are sealed with.</summary>
    public UInt128 Digest => digest ??= Digested();

    private UInt128 Digested()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[5];
        foreach (var column in table.Columns)
        {
            var (kind, bytes) = Bytes(values[column]);
            head[0] = kind;
            BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
            hash.AppendData(head);
            hash.AppendData(bytes);
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }

    /// <summary>The parameters of <see cref="MovedTable.Put" />, with secrets sealed for the other side.</summary>
    public Dictionary<string, object?> SealedFor(MoveSide side)
    {
        var parameters = new Dictionary<string, object?>(values);
        foreach (var (column, purpose) in SealedColumns.Of(table.Name, side.Environment, values))
        {
            parameters[column] = side.Master.Seal(purpose, (byte[])values[column]!);
        }

        return parameters;
    }

    private static (byte Kind, byte[] Bytes) Bytes(object? value) => value switch
    {
        null => (0, []),
        long number => (1, BitConverter.GetBytes(number)),
        string text => (2, Encoding.UTF8.GetBytes(text)),
        byte[] bytes => (3, bytes),
        _ => throw new InvalidOperationException($"A column holds a {value.GetType().Name}."),
    };
}
