namespace Voxopsy.Imaging.Tests.Fuzzing;

/// <summary>Changes bytes of a buffer in place and puts them back, so that a large file need not be copied for each try.</summary>
internal sealed class Mutation(ulong seed)
{
    private static readonly uint[] Telling = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFEE000, 0xE000FFFE, 0xE00DFFFE, 0xE0DDFFFE];
    private readonly List<(int At, byte Old)> _changed = [];
    private ulong _state = seed;

    /// <summary>Changes a few places, most of them near the start where headers are; returns how many bytes of the file are left.</summary>
    internal int Apply(byte[] bytes)
    {
        int count = 1 + Next(6);
        for (int i = 0; i < count && bytes.Length > 0; i++)
        {
            int reach = Next(4) switch { 0 => bytes.Length, 1 => Math.Min(bytes.Length, 400), _ => Math.Min(bytes.Length, 4096) };
            int at = Next(reach);
            switch (Next(5))
            {
                case 0:
                    Set(bytes, at, (byte)(bytes[at] ^ (1 << Next(8))));
                    break;
                case 1:
                    Set(bytes, at, (byte)Next(256));
                    break;
                case 2:
                    uint value = Telling[Next(Telling.Length)];
                    for (int k = 0; k < 4 && at + k < bytes.Length; k++)
                    {
                        Set(bytes, at + k, (byte)(value >> (8 * k)));
                    }

                    break;
                case 3:
                    int from = Next(reach);
                    int length = Math.Min(1 + Next(32), bytes.Length - Math.Max(at, from));
                    for (int k = 0; k < length; k++)
                    {
                        Set(bytes, at + k, bytes[from + k]);
                    }

                    break;
                default:
                    Set(bytes, at, (byte)"0123456789.-eE\\^NaN"[Next(19)]);
                    break;
            }
        }

        return Next(12) == 0 ? Next(bytes.Length + 1) : bytes.Length;
    }

    /// <summary>Puts every changed byte back.</summary>
    internal void Undo(byte[] bytes)
    {
        for (int i = _changed.Count - 1; i >= 0; i--)
        {
            bytes[_changed[i].At] = _changed[i].Old;
        }

        _changed.Clear();
    }

    internal int Next(int limit)
    {
        // SplitMix64.
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }

    private void Set(byte[] bytes, int at, byte value)
    {
        _changed.Add((at, bytes[at]));
        bytes[at] = value;
    }
}
