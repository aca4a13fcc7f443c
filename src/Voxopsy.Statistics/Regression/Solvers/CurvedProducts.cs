using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Products x'Hz of columns, H the kept curvature: rows of the matrix whose root a Newton step needs, eight at a time.</summary>
/// <remarks>
/// Columns are packed side by side in pieces of a few rows, so that what a tile of 8 × 16 products reads lies in the first cache; the plain
/// products of <see cref="VectorMath.Dot"/> read every column from far away again for each partner.
/// </remarks>
internal sealed class CurvedProducts(PathDesign design, PathFamily family)
{
    private const int Tall = 8;
    private const int Wide = 16;
    private const int Piece = 192;

    private readonly double[] _curved = new double[design.RowCount * Tall];
    private double[] _left = [];
    private double[] _right = [];

    /// <summary>How far past its own place a row is written; what stands there means nothing.</summary>
    internal const int Overhang = Wide;

    /// <summary>Fills rows of products of the members from a place on with all members up to themselves.</summary>
    /// <param name="members">The columns, all of one block.</param>
    /// <param name="first">The place of the first row.</param>
    /// <param name="rows">Where row 0 begins.</param>
    /// <param name="stride">From row to row; at least the number of members and <see cref="Overhang"/>.</param>
    internal void Fill(List<int> members, int first, Span<double> rows, int stride)
    {
        int n = design.RowCount;
        int panels = (members.Count - first + Tall - 1) / Tall;
        int columns = (members.Count + Wide - 1) / Wide;
        Reserve(ref _left, panels * Tall * n);
        Reserve(ref _right, columns * Wide * Piece);
        PackLeft(members, first);
        for (int start = 0; start < n; start += Piece)
        {
            int length = Math.Min(Piece, n - start);
            PackRight(members, start, length);
            for (int panel = 0; panel < panels; panel++)
            {
                int top = first + (panel * Tall);
                int count = Math.Min(Tall, members.Count - top);
                ReadOnlySpan<double> left = _left.AsSpan(((panel * n) + start) * Tall, length * Tall);
                for (int j = 0; j < top + count; j += Wide)
                {
                    Tile(left, _right.AsSpan(j * Piece, length * Wide), rows[((top * stride) + j)..], stride, count, start > 0);
                }
            }
        }
    }

    private static void Reserve(ref double[] buffer, int size) => buffer = buffer.Length >= size ? buffer : new double[2 * size];

    /// <summary>Curved columns, eight side by side; places without a column repeat the last.</summary>
    private void PackLeft(List<int> members, int first)
    {
        int n = design.RowCount;
        for (int top = first; top < members.Count; top += Tall)
        {
            for (int i = 0; i < Tall && top + i < members.Count; i++)
            {
                family.Curve(design.Column(members[top + i]), 0, _curved.AsSpan(i * n, n));
            }

            ReadOnlySpan<double> Curved(int i) => _curved.AsSpan(Math.Min(i, members.Count - top - 1) * n, n);
            Interleave(
                Curved(0), Curved(1), Curved(2), Curved(3), Curved(4), Curved(5), Curved(6), Curved(7), _left.AsSpan((top - first) * n, Tall * n), Tall);
        }
    }

    private void PackRight(List<int> members, int start, int length)
    {
        for (int j = 0; j < members.Count; j += Wide / 2)
        {
            ReadOnlySpan<double> Plain(int i) => design.Column(members[Math.Min(j + i, members.Count - 1)]).Slice(start, length);
            Interleave(
                Plain(0), Plain(1), Plain(2), Plain(3), Plain(4), Plain(5), Plain(6), Plain(7),
                _right.AsSpan((j / Wide * Wide * Piece) + (j % Wide), (length * Wide) - (Wide / 2)), Wide);
        }
    }

    /// <summary>Eight columns side by side, a row every so many places.</summary>
    private static void Interleave(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d,
        ReadOnlySpan<double> e, ReadOnlySpan<double> f, ReadOnlySpan<double> g, ReadOnlySpan<double> h, Span<double> to, int stride)
    {
        for (int row = 0; row < a.Length; row++)
        {
            Vector512.Create(a[row], b[row], c[row], d[row], e[row], f[row], g[row], h[row]).CopyTo(to[(row * stride)..]);
        }
    }

    /// <summary>Adds the products of 8 curved and 16 plain columns over one piece of rows.</summary>
    private static void Tile(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> to, int stride, int count, bool adds)
    {
        Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        Vector512<double> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        ref double l = ref MemoryMarshal.GetReference(left);
        ref double r = ref MemoryMarshal.GetReference(right);
        for (int row = 0; row < left.Length / Tall; row++)
        {
            Vector512<double> x = Vector512.LoadUnsafe(ref r, (nuint)(row * Wide));
            Vector512<double> y = Vector512.LoadUnsafe(ref r, (nuint)((row * Wide) + (Wide / 2)));
            ref double own = ref Unsafe.Add(ref l, row * Tall);
            Vector512<double> v0 = Vector512.Create(Unsafe.Add(ref own, 0));
            a0 = Vector512.FusedMultiplyAdd(v0, x, a0);
            b0 = Vector512.FusedMultiplyAdd(v0, y, b0);
            Vector512<double> v1 = Vector512.Create(Unsafe.Add(ref own, 1));
            a1 = Vector512.FusedMultiplyAdd(v1, x, a1);
            b1 = Vector512.FusedMultiplyAdd(v1, y, b1);
            Vector512<double> v2 = Vector512.Create(Unsafe.Add(ref own, 2));
            a2 = Vector512.FusedMultiplyAdd(v2, x, a2);
            b2 = Vector512.FusedMultiplyAdd(v2, y, b2);
            Vector512<double> v3 = Vector512.Create(Unsafe.Add(ref own, 3));
            a3 = Vector512.FusedMultiplyAdd(v3, x, a3);
            b3 = Vector512.FusedMultiplyAdd(v3, y, b3);
            Vector512<double> v4 = Vector512.Create(Unsafe.Add(ref own, 4));
            a4 = Vector512.FusedMultiplyAdd(v4, x, a4);
            b4 = Vector512.FusedMultiplyAdd(v4, y, b4);
            Vector512<double> v5 = Vector512.Create(Unsafe.Add(ref own, 5));
            a5 = Vector512.FusedMultiplyAdd(v5, x, a5);
            b5 = Vector512.FusedMultiplyAdd(v5, y, b5);
            Vector512<double> v6 = Vector512.Create(Unsafe.Add(ref own, 6));
            a6 = Vector512.FusedMultiplyAdd(v6, x, a6);
            b6 = Vector512.FusedMultiplyAdd(v6, y, b6);
            Vector512<double> v7 = Vector512.Create(Unsafe.Add(ref own, 7));
            a7 = Vector512.FusedMultiplyAdd(v7, x, a7);
            b7 = Vector512.FusedMultiplyAdd(v7, y, b7);
        }

        ReadOnlySpan<Vector512<double>> sums = [a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5, a6, b6, a7, b7];
        for (int i = 0; i < count; i++)
        {
            ref double target = ref to[i * stride];
            Vector512<double> low = adds ? Vector512.LoadUnsafe(ref target) + sums[2 * i] : sums[2 * i];
            Vector512<double> high = adds ? Vector512.LoadUnsafe(ref target, Wide / 2) + sums[(2 * i) + 1] : sums[(2 * i) + 1];
            low.StoreUnsafe(ref target);
            high.StoreUnsafe(ref target, Wide / 2);
        }
    }
}
