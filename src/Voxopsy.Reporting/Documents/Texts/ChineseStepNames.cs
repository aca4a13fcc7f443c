using System.Text.RegularExpressions;

namespace Voxopsy.Reporting.Documents.Texts;

/// <summary>Names of steps in Chinese, from the names that results carry.</summary>
internal static class ChineseStepNames
{
    private static readonly (Regex Name, string Chinese)[] Known =
    [
        (Pattern("^impute (.+) nearest$"), "用相似的 $1 例填补缺失值"),
        (Pattern("^impute median$"), "用中位数填补缺失值"),
        (Pattern("^impute chained equations$"), "用链式方程填补缺失值"),
        (Pattern("^ComBat by (.+)$"), "按 $1 做 ComBat 校正"),
        (Pattern("^scale robust$"), "按中位数与四分位距缩放"),
        (Pattern("^scale standard$"), "按均值与标准差缩放"),
        (Pattern("^Yeo-Johnson$"), "Yeo-Johnson 幂变换"),
        (Pattern("^PCA, (.+) components$"), "主成分 $1 个"),
        (Pattern("^PCA, (.+) of the variance$"), "主成分，保留方差比例 $1"),
        (Pattern("^mRMR, (.+) columns$"), "mRMR 选出 $1 列"),
        (Pattern("^ReliefF, (.+) columns$"), "ReliefF 选出 $1 列"),
        (Pattern("^ICC lower limit >= (.+)$"), "组内相关系数下限不低于 $1"),
        (Pattern(@"^stepwise p \(both, enter (.+), remove (.+)\)$"), "按 P 值逐步选择（双向，进入 $1，剔除 $2）"),
        (Pattern(@"^stepwise p \(forward, enter (.+), remove (.+)\)$"), "按 P 值逐步选择（向前，进入 $1，剔除 $2）"),
        (Pattern(@"^stepwise p \(backward, enter (.+), remove (.+)\)$"), "按 P 值逐步选择（向后，进入 $1，剔除 $2）"),
        (Pattern(@"^Firth \(separated classes\)$"), "Firth 惩罚似然（两类可分）"),
        (Pattern(@"^SVM \(linear, cost (.+)\)$"), "支持向量机（线性核，代价 $1）"),
        (Pattern(@"^SVM \(rbf, cost (.+)\)$"), "支持向量机（高斯核，代价 $1）"),
        (Pattern(@"^random forest \((.+) trees, leaves of (.+)\)$"), "随机森林（$1 棵树，叶子至少 $2 例）"),
        (Pattern(@"^gradient boosting \((.+) trees, depth (.+)\)$"), "梯度提升树（$1 棵树，深度 $2）"),
        (Pattern("^(.+) nearest neighbors$"), "最近的 $1 个邻居"),
        (Pattern(@"^LDA \(shrinkage (.+)\)$"), "线性判别（收缩 $1）"),
        (Pattern(@"^ridge \(cost (.+)\)$"), "岭回归（代价 $1）"),
    ];

    /// <summary>The Chinese name; the name itself when it is not known.</summary>
    internal static string Of(string name) =>
        Known.FirstOrDefault(pair => pair.Name.IsMatch(name)) is { Name: { } pattern, Chinese: { } chinese } ? pattern.Replace(name, chinese) : name;

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
