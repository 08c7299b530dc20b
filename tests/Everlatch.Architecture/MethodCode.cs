using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Everlatch.Architecture;

/// <summary>What a method calls and which texts it holds, as the compiler left it.</summary>
internal sealed class MethodCode
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xffff);

    private readonly List<MethodBase> calls = [];

    private MethodCode(MethodBase method) => Method = method;

    /// <summary>The method.</summary>
    public MethodBase Method { get; }

    /// <summary>The methods and constructors that it calls.</summary>
    public IReadOnlyList<MethodBase> Calls => calls;

    /// <summary>Whether a text stands in it.</summary>
    public bool HoldsText { get; private set; }

    /// <summary>The code of every method of a type, those that the compiler made in it among them.</summary>
    public static IEnumerable<MethodCode> Of(Type type)
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        return type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
            .Where(method => method.GetMethodBody() is not null)
            .Select(Read);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Method.DeclaringType}.{Method.Name}";

    private static MethodCode Read(MethodBase method)
    {
        var (code, bytes) = (new MethodCode(method), method.GetMethodBody()!.GetILAsByteArray()!);
        for (var at = 0; at < bytes.Length;)
        {
            var value = bytes[at] == 0xfe ? 0xfe00 | bytes[at + 1] : bytes[at];
            at += value > 0xff ? 2 : 1;
            var operand = bytes.AsSpan(at);
            at += code.Take(Codes[value], operand);
        }

        return code;
    }

    // Returns how long the operand is.
    private int Take(OpCode code, ReadOnlySpan<byte> operand)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return 0;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                return 1;
            case OperandType.InlineVar:
                return 2;
            case OperandType.InlineI8 or OperandType.InlineR:
                return 8;
            case OperandType.InlineSwitch:
                return 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand));
            case OperandType.InlineString:
                HoldsText = true;
                return 4;
            case OperandType.InlineMethod:
                calls.Add(Resolve(BinaryPrimitives.ReadInt32LittleEndian(operand)));
                return 4;
            default:
                return 4;
        }
    }

    private MethodBase Resolve(int token) => Method.Module.ResolveMethod(
        token,
        Method.DeclaringType!.IsGenericType ? Method.DeclaringType.GetGenericArguments() : null,
        Method.IsGenericMethod ? Method.GetGenericArguments() : null)!;
}
