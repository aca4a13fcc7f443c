using Voxopsy.Tensors.Managed.Kernels;

namespace Voxopsy.Tensors.Tests.Managed.Kernels;

public sealed unsafe class MatrixProductTests
{
    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_RandomSizes_AgreesWithTheDefinition_WithTheSameBitsOnEveryPathAndAnyNumberOfThreads(int number)
    {
        Random random = new(number);
        ProductShape shape = new(random.Next(1, number % 3 == 0 ? 200 : 20), random.Next(1, number % 4 == 0 ? 900 : 60), random.Next(1, number % 5 == 0 ? 500 : 50))
        {
            A = (number & 1) == 0 ? Orientation.AsIs : Orientation.Transposed,
            B = (number & 2) == 0 ? Orientation.AsIs : Orientation.Transposed,
            Batch = number % 6 == 0 ? 3 : 1,
            Deposit = (number & 4) == 0 ? Deposit.Replace : Deposit.Add,
        };
        var a = Numbers.Random(random, (long)shape.Batch * shape.Rows * shape.Depth);
        var b = Numbers.Random(random, (long)shape.Batch * shape.Columns * shape.Depth);
        var start = Numbers.Random(random, (long)shape.Batch * shape.Rows * shape.Columns);
        double[] expected = Plain(shape, a.Values, b.Values, start.Values);

        Numbers? first = null;
        foreach ((VectorPath path, int threads) in VectorPaths.Available.Select(path => (path, 1)).Append((VectorPaths.Widest, 2)).Append((VectorPaths.Widest, 16)))
        {
            using WorkPool pool = new(threads, path);
            Numbers c = new(expected.Length);
            start.Values.CopyTo(c.Values);
            MatrixProduct.Run(pool, shape, a.Pointer, b.Pointer, c.Pointer);
            c.AssertNear(expected, 1e-5, $"{path}, {threads} threads, {shape}");
            first ??= c;
            c.AssertSameBits(first, $"{path}, {threads} threads, {shape}");
        }
    }

    [Fact]
    public void Run_NoDepth_IsZero()
    {
        Numbers c = new(6);
        using WorkPool pool = new(1);
        MatrixProduct.Run(pool, new ProductShape(2, 3, 0), null, null, c.Pointer);

        c.AssertNear(new double[6], 0, "empty sum");
    }

    private static double[] Plain(ProductShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> start)
    {
        double[] c = new double[start.Length];
        for (int i = 0; i < c.Length; i++)
        {
            int column = i % shape.Columns;
            int row = i / shape.Columns % shape.Rows;
            int product = i / (shape.Rows * shape.Columns);
            double sum = shape.Deposit == Deposit.Add ? start[i] : 0;
            for (int k = 0; k < shape.Depth; k++)
            {
                int inA = shape.A == Orientation.AsIs ? (row * shape.Depth) + k : (k * shape.Rows) + row;
                int inB = shape.B == Orientation.AsIs ? (k * shape.Columns) + column : (column * shape.Depth) + k;
                sum += (double)a[(product * shape.Rows * shape.Depth) + inA] * b[(product * shape.Depth * shape.Columns) + inB];
            }

            c[i] = sum;
        }

        return c;
    }
}
