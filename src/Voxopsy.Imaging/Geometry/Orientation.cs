namespace Voxopsy.Imaging.Geometry;

/// <summary>Names the anatomical direction that each axis of a grid is closest to, such as LPS or RAS.</summary>
public static class Orientation
{
    private static readonly char[] Positive = ['L', 'P', 'S'];
    private static readonly char[] Negative = ['R', 'A', 'I'];

    /// <summary>Three letters: where x, y and z grow to.</summary>
    /// <param name="direction">The axes in LPS.</param>
    /// <returns>Letters of L or R, P or A, S or I, each pair once.</returns>
    public static string Codes(Direction direction)
    {
        AxisOrder order = AxisOrder.Closest(direction);
        return string.Create(3, order, static (text, order) =>
        {
            for (int axis = 0; axis < 3; axis++)
            {
                (int patient, int sign) = order[axis];
                text[axis] = sign > 0 ? Positive[patient] : Negative[patient];
            }
        });
    }
}
