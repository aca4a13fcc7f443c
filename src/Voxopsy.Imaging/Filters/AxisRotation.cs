namespace Voxopsy.Imaging.Filters;

/// <summary>A rotation by right angles: kernel a goes to an axis, maybe reversed.</summary>
/// <param name="AxisOf">The axis that each kernel goes to.</param>
/// <param name="Reversed">Whether each kernel is reversed.</param>
internal sealed record AxisRotation(int[] AxisOf, bool[] Reversed)
{
    /// <summary>All rotations: 4 in a plane, 24 in space.</summary>
    internal static IEnumerable<AxisRotation> All(int dimensions)
    {
        int[][] orders = dimensions == 2 ? [[0, 1], [1, 0]] : [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [2, 1, 0], [1, 0, 2]];
        foreach (int[] order in orders)
        {
            for (int signs = 0; signs < 1 << dimensions; signs++)
            {
                bool[] reversed = [.. Enumerable.Range(0, dimensions).Select(axis => (signs & (1 << axis)) != 0)];
                int inversions = Enumerable.Range(0, dimensions).Sum(i => Enumerable.Range(0, i).Count(j => order[j] > order[i]));
                if ((inversions + reversed.Count(flag => flag)) % 2 == 0)
                {
                    yield return new AxisRotation(order, reversed);
                }
            }
        }
    }

    /// <summary>The kernel of each axis x, y, z after the rotation.</summary>
    internal double[][] Apply(IReadOnlyList<double[]> kernels)
    {
        double[][] axes = [[1], [1], [1]];
        for (int a = 0; a < kernels.Count; a++)
        {
            axes[AxisOf[a]] = Reversed[a] ? [.. kernels[a].Reverse()] : kernels[a];
        }

        return axes;
    }
}
