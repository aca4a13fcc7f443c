using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Voxopsy.Deep.Weights.Pickle;

/// <summary>Reads pickles of protocols 0 to 5 into plain values. It executes nothing: a name outside a short list stops it.</summary>
/// <remarks>
/// Source: the opcodes as described by Python's own <c>pickletools</c> module. The machine keeps its own stack, so that nesting costs no
/// recursion, counts every value it makes, and takes no length from the file that the file could not fill.
/// </remarks>
internal sealed class PickleMachine(ReadOnlyMemory<byte> content)
{
    /// <summary>The most values one pickle may make; real checkpoints stay below a tenth of it.</summary>
    internal const int MaximumValues = 4_000_000;

    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _values;
    private int _position;

    /// <summary>Where the next pickle begins.</summary>
    internal int Position => _position;

    /// <summary>Reads the pickle at a place.</summary>
    /// <param name="position">Where it begins; <see cref="Position"/> then is behind its end.</param>
    /// <returns>The value it describes.</returns>
    /// <exception cref="PickleException">It is cut off, not a pickle, too large, or refers to something that is not on the list.</exception>
    internal object? Read(int position)
    {
        _position = position;
        _stack.Clear();
        _marks.Clear();
        _memo.Clear();
        while (true)
        {
            int at = _position;
            try
            {
                byte opcode = Take(1)[0];
                if (opcode == (byte)'.')
                {
                    return Pop();
                }

                Step(opcode);
            }
            catch (PickleException problem) when (!problem.Message.StartsWith("at byte", StringComparison.Ordinal))
            {
                throw PickleException.At(at, problem.Message);
            }
        }
    }

    private void Step(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                byte protocol = Take(1)[0];
                Require(protocol <= 5, $"has protocol {protocol}; up to 5 is read");
                break;
            case 0x95:
                Length(8);
                break;
            case (byte)'(':
                _marks.Add(_stack.Count);
                Count();
                break;
            case (byte)'0':
                Pop();
                break;
            case (byte)'1':
                PopMark();
                break;
            case (byte)'2':
                Push(Peek());
                break;
            case (byte)'q':
                _memo[Take(1)[0]] = Peek();
                break;
            case (byte)'r':
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek();
                break;
            case (byte)'p':
                _memo[WholeLine()] = Peek();
                break;
            case 0x94:
                _memo[_memo.Count] = Peek();
                break;
            case (byte)'h':
                Push(Recall(Take(1)[0]));
                break;
            case (byte)'j':
                Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case (byte)'g':
                Push(Recall(WholeLine()));
                break;
            default:
                if (!StepConstant(opcode) && !StepCollection(opcode))
                {
                    StepObject(opcode);
                }

                break;
        }
    }

    private bool StepConstant(byte opcode)
    {
        object? value;
        switch (opcode)
        {
            case (byte)'N': value = null; break;
            case 0x88: value = true; break;
            case 0x89: value = false; break;
            case (byte)'K': value = (long)Take(1)[0]; break;
            case (byte)'M': value = (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)); break;
            case (byte)'J': value = (long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)); break;
            case 0x8a: value = Whole(Take(Take(1)[0])); break;
            case 0x8b: value = Whole(Take(Math.Min(Length(4), 1024))); break;
            case (byte)'I': value = Line() switch { "00" => false, "01" => true, string text => WholeOf(text) }; break;
            case (byte)'L': value = WholeOf(Line().TrimEnd('L')); break;
            case (byte)'G': value = BinaryPrimitives.ReadDoubleBigEndian(Take(8)); break;
            case (byte)'F':
                Require(double.TryParse(Line(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number), "has a number that cannot be read");
                value = number;
                break;
            case (byte)'X': value = Encoding.UTF8.GetString(Take(Length(4))); break;
            case 0x8c: value = Encoding.UTF8.GetString(Take(Take(1)[0])); break;
            case 0x8d: value = Encoding.UTF8.GetString(Take(Length(8))); break;
            case (byte)'V': value = Line(); break;
            case (byte)'S': value = Line().Trim('\'', '"'); break;
            case (byte)'T': value = Encoding.Latin1.GetString(Take(Length(4))); break;
            case (byte)'U': value = Encoding.Latin1.GetString(Take(Take(1)[0])); break;
            case (byte)'B': value = Take(Length(4)).ToArray(); break;
            case (byte)'C': value = Take(Take(1)[0]).ToArray(); break;
            case 0x8e: value = Take(Length(8)).ToArray(); break;
            case 0x96: value = Take(Length(8)).ToArray(); break;
            default: return false;
        }

        Push(value);
        return true;
    }

    private bool StepCollection(byte opcode)
    {
        switch (opcode)
        {
            case (byte)']' or 0x8f:
                Push(new PickleList());
                break;
            case (byte)'}':
                Push(new PickleDictionary());
                break;
            case (byte)')':
                Push(Array.Empty<object?>());
                break;
            case (byte)'t':
                Push(PopMark());
                break;
            case 0x85 or 0x86 or 0x87:
                Push(PopMany(opcode - 0x84));
                break;
            case (byte)'l' or 0x91:
                var list = new PickleList();
                list.Items.AddRange(PopMark());
                Push(list);
                break;
            case (byte)'d':
                var dictionary = new PickleDictionary();
                SetItems(dictionary, PopMark());
                Push(dictionary);
                break;
            case (byte)'a':
                Append([Pop()]);
                break;
            case (byte)'e' or 0x90:
                Append(PopMark());
                break;
            case (byte)'s':
                object?[] pair = PopMany(2);
                SetItems(Peek(), pair);
                break;
            case (byte)'u':
                object?[] pairs = PopMark();
                SetItems(Peek(), pairs);
                break;
            default:
                return false;
        }

        return true;
    }

    private void StepObject(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c':
                string module = Line();
                Push(Global(module, Line()));
                break;
            case 0x93:
                object?[] names = PopMany(2);
                Require(names is [string, string], "refers to a name that is not text");
                Push(Global((string)names[0]!, (string)names[1]!));
                break;
            case (byte)'R' or 0x81:
                object?[] call = PopMany(2);
                PushMade(PickleConstructors.Call(call[0], call[1]));
                break;
            case 0x92:
                object?[] named = PopMany(3);
                Require(named[2] is PickleDictionary { Entries.Count: 0 }, "makes an object with named arguments, which is not allowed");
                PushMade(PickleConstructors.Call(named[0], named[1]));
                break;
            case (byte)'b':
                object? state = Pop();
                PickleConstructors.Build(Peek(), state);
                break;
            case (byte)'Q':
                Push(PickleConstructors.Storage(Pop()));
                break;
            case (byte)'i':
                string place = Line();
                throw new PickleException($"makes an object of '{Shown(place + "." + Line())}', which is not on the list of what state dictionaries need; nothing was executed");
            default:
                throw new PickleException($"has the instruction 0x{opcode:X2}, which state dictionaries do not need; nothing was executed");
        }
    }

    private static object Global(string module, string name) => PickleConstructors.Find(module, name)
        ?? throw new PickleException(
            $"refers to '{Shown(module + "." + name)}', which is not on the list of what state dictionaries need; nothing was executed. "
            + "Save only the state dictionary (in Python: torch.save(model.state_dict(), file), or safetensors) from a source you trust");

    // A name from a hostile file must not paint the user's screen.
    private static string Shown(string name)
    {
        string safe = string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
        return safe.Length <= 120 ? safe : safe[..120] + "…";
    }

    private static void SetItems(object? target, object?[] pairs)
    {
        Require(target is PickleDictionary && pairs.Length % 2 == 0, "sets entries of something that is not a dictionary");
        for (int i = 0; i < pairs.Length; i += 2)
        {
            ((PickleDictionary)target!).Entries.Add(new(pairs[i], pairs[i + 1]));
        }
    }

    private static object Whole(ReadOnlySpan<byte> bytes) => Narrowed(new BigInteger(bytes));

    private static object WholeOf(string text)
    {
        BigInteger value = default;
        Require(text.Length <= 1000 && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), "has a whole number that cannot be read");
        return Narrowed(value);
    }

    // All but torch's magic number fit into 64 bits.
    private static object Narrowed(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? Boxed((long)value) : Boxed(value);

    private static object Boxed<T>(T value)
        where T : struct => value;

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new PickleException(problem);
        }
    }

    private void Append(object?[] items)
    {
        Require(Peek() is PickleList, "adds to something that is not a list");
        ((PickleList)Peek()!).Items.AddRange(items);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        Require(count >= 0 && count <= content.Length - _position, "ends too early; it is truncated");
        ReadOnlySpan<byte> taken = content.Span.Slice(_position, count);
        _position += count;
        return taken;
    }

    private int Length(int bytes)
    {
        ReadOnlySpan<byte> written = Take(bytes);
        ulong length = bytes == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(written) : BinaryPrimitives.ReadUInt64LittleEndian(written);
        Require(length <= (ulong)(content.Length - _position), $"announces {length} bytes where {content.Length - _position} are left");
        return (int)length;
    }

    private string Line()
    {
        int length = content.Span[_position..].IndexOf((byte)'\n');
        Require(length >= 0, "has a line without an end");
        string line = Encoding.UTF8.GetString(Take(length)).TrimEnd('\r');
        _position++;
        return line;
    }

    private long WholeLine()
    {
        Require(long.TryParse(Line(), NumberStyles.None, CultureInfo.InvariantCulture, out long value), "has a memo number that cannot be read");
        return value;
    }

    private object? Recall(long number)
    {
        Require(_memo.TryGetValue(number, out object? value), $"recalls value {number}, which it never kept");
        return value;
    }

    private void Push(object? value)
    {
        Count();
        _stack.Add(value);
    }

    // A small instruction that copies a large value it recalled must be paid for by what it copied.
    private void PushMade(object? value)
    {
        int copied = value switch
        {
            PickleDictionary dictionary => dictionary.Entries.Count,
            PickleList list => list.Items.Count,
            object?[] tuple => tuple.Length,
            byte[] bytes => bytes.Length / 32,
            _ => 0,
        };
        _values = Math.Min(_values + copied, MaximumValues);
        Push(value);
    }

    private void Count() => Require(++_values <= MaximumValues, $"makes more than {MaximumValues} values; a state dictionary needs far fewer");

    private object? Peek()
    {
        Require(_stack.Count > (_marks.Count > 0 ? _marks[^1] : 0), "takes a value from an empty stack");
        return _stack[^1];
    }

    private object? Pop()
    {
        object? value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopMany(int count)
    {
        Require(_stack.Count - count >= (_marks.Count > 0 ? _marks[^1] : 0), "takes more values from the stack than it has");
        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private object?[] PopMark()
    {
        Require(_marks.Count > 0, "closes a group that it never opened");
        int start = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        return PopMany(_stack.Count - start);
    }
}
