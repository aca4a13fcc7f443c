namespace Voxopsy.Imaging.Geometry;

/// <summary>Which patient axis (0 left, 1 posterior, 2 superior) each grid axis follows, and in which sense (+1 or −1).</summary>
internal readonly record struct AxisOrder((int Patient, int Sign) X, (int Patient, int Sign) Y, (int Patient, int Sign) Z)
{
    internal (int Patient, int Sign) this[int axis] => axis switch { 0 => X, 1 => Y, _ => Z };

    /// <summary>The assignment of axes with the largest sum of |cosines|, each patient axis used once.</summary>
    internal static AxisOrder Closest(Direction direction)
    {
        double[][] cosines =
        [
            [direction.X.X, direction.X.Y, direction.X.Z],
            [direction.Y.X, direction.Y.Y, direction.Y.Z],
            [direction.Z.X, direction.Z.Y, direction.Z.Z],
        ];
        int[][] permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        int[] best = permutations.MaxBy(order => Enumerable.Range(0, 3).Sum(axis => Math.Abs(cosines[axis][order[axis]])))!;
        (int, int) Of(int axis) => (best[axis], cosines[axis][best[axis]] >= 0 ? 1 : -1);
        return new AxisOrder(Of(0), Of(1), Of(2));
    }
}
