namespace Voxopsy.Tensors.Managed.Plain;

/// <summary>Which element of a small tensor belongs to an element of the shape it is repeated to.</summary>
internal sealed class Walk
{
    private readonly int[] _size = new int[Shape.MaximumRank];
    private readonly int[] _step = new int[Shape.MaximumRank];

    /// <summary>Aligns a shape at the last axis of another; axes of size 1 do not move.</summary>
    internal Walk(Shape small, Shape full)
    {
        Array.Fill(_size, 1);
        int step = 1;
        for (int back = 1; back <= full.Rank; back++)
        {
            int size = back <= small.Rank ? small[^back] : 1;
            _size[^back] = full[^back];
            _step[^back] = size == 1 ? 0 : step;
            step *= size;
        }
    }

    /// <summary>Steps of an arbitrary walk.</summary>
    internal Walk(ReadOnlySpan<int> sizes, ReadOnlySpan<int> steps)
    {
        Array.Fill(_size, 1);
        sizes.CopyTo(_size.AsSpan(Shape.MaximumRank - sizes.Length));
        steps.CopyTo(_step.AsSpan(Shape.MaximumRank - steps.Length));
    }

    /// <summary>How many elements, from a multiple of this number on, lie behind each other or are all the same element.</summary>
    internal int Run
    {
        get
        {
            int run = 1;
            bool? moves = null;
            for (int axis = Shape.MaximumRank - 1; axis >= 0; axis--)
            {
                if (_size[axis] == 1)
                {
                    continue;
                }

                bool own = _step[axis] != 0;
                if ((moves ?? own) != own || (own && _step[axis] != run))
                {
                    break;
                }

                moves = own;
                run *= _size[axis];
            }

            return run;
        }
    }

    /// <summary>1 when the elements of a run lie behind each other, 0 when they are all the same.</summary>
    internal int StepOfRun
    {
        get
        {
            for (int axis = Shape.MaximumRank - 1; axis >= 0; axis--)
            {
                if (_size[axis] != 1)
                {
                    return _step[axis] == 0 ? 0 : 1;
                }
            }

            return 1;
        }
    }

    /// <summary>The place of element i.</summary>
    internal int At(int i)
    {
        int place = 0;
        for (int axis = Shape.MaximumRank - 1; axis >= 0; axis--)
        {
            int size = _size[axis];
            if (size == 1)
            {
                continue;
            }

            (i, int at) = Math.DivRem(i, size);
            place += at * _step[axis];
        }

        return place;
    }
}
