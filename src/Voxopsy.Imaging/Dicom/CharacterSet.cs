using System.Text;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Turns the bytes of names and descriptions into text, as the specific character set of a data set says.</summary>
/// <remarks>Source: DICOM PS3.3, C.12.1.1.2 and PS3.5, 6.1. Code extensions (ISO 2022) are followed escape by escape.</remarks>
internal sealed class CharacterSet
{
    private static readonly Dictionary<string, int> CodePages = new(StringComparer.Ordinal)
    {
        [""] = 20127,
        ["ISO_IR 6"] = 20127,
        ["ISO_IR 100"] = 28591,
        ["ISO_IR 101"] = 28592,
        ["ISO_IR 109"] = 28593,
        ["ISO_IR 110"] = 28594,
        ["ISO_IR 144"] = 28595,
        ["ISO_IR 127"] = 28596,
        ["ISO_IR 126"] = 28597,
        ["ISO_IR 138"] = 28598,
        ["ISO_IR 148"] = 28599,
        ["ISO_IR 203"] = 28605,
        ["ISO_IR 166"] = 874,
        ["ISO_IR 13"] = 932,
        ["ISO_IR 192"] = 65001,
        ["GB18030"] = 54936,
        ["GBK"] = 54936,
    };

    /// <summary>Escape sequences (without ESC) and what follows them: a code page, and how its bytes were folded into seven or eight bits.</summary>
    private static readonly (string Escape, int CodePage, Folding Folding)[] Escapes =
    [
        ("(B", 20127, Folding.Single),
        ("(J", 932, Folding.Single),
        (")I", 932, Folding.Single),
        ("-A", 28591, Folding.Single),
        ("-B", 28592, Folding.Single),
        ("-C", 28593, Folding.Single),
        ("-D", 28594, Folding.Single),
        ("-L", 28595, Folding.Single),
        ("-G", 28596, Folding.Single),
        ("-F", 28597, Folding.Single),
        ("-H", 28598, Folding.Single),
        ("-M", 28599, Folding.Single),
        ("-b", 28605, Folding.Single),
        ("-T", 874, Folding.Single),
        ("$B", 51932, Folding.BothBytesLow),
        ("$@", 51932, Folding.BothBytesLow),
        ("$(D", 20932, Folding.FirstByteLow),
        ("$)C", 51949, Folding.Single),
        ("$)A", 936, Folding.Single),
    ];

    private readonly Encoding _initial;

    private CharacterSet(Encoding initial, IReadOnlyList<string> unknown) => (_initial, Unknown) = (initial, unknown);

    private enum Folding
    {
        Single,
        BothBytesLow,
        FirstByteLow,
    }

    /// <summary>The default repertoire: ASCII.</summary>
    internal static CharacterSet Default { get; } = Parse([]);

    /// <summary>Gets declared terms that the standard does not define.</summary>
    internal IReadOnlyList<string> Unknown { get; }

    /// <summary>Gets whether bytes above 127 have no declared meaning.</summary>
    internal bool IsPlain => _initial.CodePage == 20127;

    /// <summary>The set that the values of (0008,0005) name.</summary>
    internal static CharacterSet Parse(IReadOnlyList<string> terms)
    {
        List<string> unknown = [];
        int first = 20127;
        for (int i = 0; i < terms.Count; i++)
        {
            string term = terms[i].Trim().Replace("ISO 2022 IR ", "ISO_IR ", StringComparison.Ordinal).Replace("ISO-IR ", "ISO_IR ", StringComparison.Ordinal);
            if (CodePages.TryGetValue(term, out int page))
            {
                first = i == 0 ? page : first;
            }
            else if (term is not ("ISO_IR 87" or "ISO_IR 159" or "ISO_IR 149" or "ISO_IR 58"))
            {
                unknown.Add(terms[i].Trim());
            }
        }

        return new CharacterSet(Page(first), unknown);
    }

    /// <summary>The text of some bytes.</summary>
    internal string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf((byte)0x1B) < 0)
        {
            return Text(bytes, _initial, Folding.Single);
        }

        StringBuilder text = new();
        (Encoding encoding, Folding folding) = (_initial, Folding.Single);
        int start = 0;
        int at = 0;
        while (at < bytes.Length)
        {
            if (bytes[at] == 0x1B)
            {
                text.Append(Text(bytes[start..at], encoding, folding));
                (int length, encoding, folding) = Escape(bytes[(at + 1)..]);
                at += 1 + length;
                start = at;
            }
            else if (folding == Folding.Single && bytes[at] is ((byte)'\\' or (byte)'^' or (byte)'=' or (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'\t'))
            {
                // Values, lines and the parts of a name begin again with the first set.
                text.Append(Text(bytes[start..at], encoding, folding)).Append((char)bytes[at]);
                (encoding, folding, start) = (_initial, Folding.Single, ++at);
            }
            else
            {
                at += folding == Folding.Single ? 1 : 2;
            }
        }

        return text.Append(Text(bytes[Math.Min(start, bytes.Length)..], encoding, folding)).ToString();
    }

    private (int Length, Encoding Encoding, Folding Folding) Escape(ReadOnlySpan<byte> after)
    {
        foreach ((string escape, int page, Folding folding) in Escapes)
        {
            if (after.Length >= escape.Length && Encoding.ASCII.GetString(after[..escape.Length]) == escape)
            {
                return (escape.Length, Page(page), folding);
            }
        }

        return (0, _initial, Folding.Single);
    }

    private static string Text(ReadOnlySpan<byte> bytes, Encoding encoding, Folding folding)
    {
        if (folding == Folding.Single)
        {
            // Bytes without a declared meaning are kept one by one, so that two different ids never become one.
            return encoding.CodePage == 20127 ? Encoding.Latin1.GetString(bytes) : encoding.GetString(bytes);
        }

        byte[] raised = bytes.ToArray();
        for (int i = 0; i < raised.Length; i++)
        {
            if (folding == Folding.BothBytesLow || (i & 1) == 0)
            {
                raised[i] |= 0x80;
            }
        }

        return encoding.GetString(raised);
    }

    private static Encoding Page(int codePage) => codePage switch
    {
        20127 => Encoding.ASCII,
        28591 => Encoding.Latin1,
        65001 => Encoding.UTF8,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage)
            ?? throw new InvalidOperationException($"Code page {codePage} is not part of this runtime."),
    };
}
