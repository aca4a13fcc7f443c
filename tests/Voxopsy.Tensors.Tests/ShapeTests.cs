namespace Voxopsy.Tensors.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Count_IsTheProductOfTheSizes()
    {
        Assert.Equal(2 * 3 * 4, new Shape(2, 3, 4).Count);
        Assert.Equal(1, new Shape().Count);
        Assert.Equal(0, new Shape(2, 0, 4).Count);
    }

    [Fact]
    public void Equals_ComparesSizes()
    {
        Assert.Equal(new Shape(2, 3), new Shape(2, 3));
        Assert.NotEqual(new Shape(2, 3), new Shape(3, 2));
        Assert.NotEqual(new Shape(2, 3), new Shape(2, 3, 1));
    }

    [Fact]
    public void Shape_OfMoreThanFiveAxes_IsRefused() =>
        Assert.Contains("at most 5 axes", Assert.Throws<ArgumentException>(() => new Shape(1, 1, 1, 1, 1, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Shape_NegativeOrTooLarge_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Shape(2, -1));
        Assert.Throws<ArgumentException>(() => new Shape(65536, 65536, 65536, 65536, 65536));
    }
}
