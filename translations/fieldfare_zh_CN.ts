<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Amounts</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>(did you mean %1?)</source>
        <translation>(您是不是指 %1？)</translation>
    </message>
    <message>
        <source>Print one JSON document instead of text, errors too</source>
        <translation>输出一个 JSON 文档而不是文字，错误也一样</translation>
    </message>
    <message>
        <source>Print results and errors only, no progress</source>
        <translation>只输出结果和错误，不显示进度</translation>
    </message>
    <message>
        <source>Read the passphrase from the first line of FILE (or set FIELDFARE_PASSPHRASE)</source>
        <translation>从 FILE 的第一行读取口令（或设置 FIELDFARE_PASSPHRASE）</translation>
    </message>
    <message>
        <source>Show this help</source>
        <translation>显示本帮助</translation>
    </message>
    <message>
        <source>Show the version</source>
        <translation>显示版本</translation>
    </message>
    <message>
        <source>--%1 takes a whole number from %2 to %3, not &quot;%4&quot;</source>
        <translation>--%1 需要 %2 到 %3 之间的整数，而不是“%4”</translation>
    </message>
    <message>
        <source>there is no command &quot;%1&quot;</source>
        <translation>没有命令“%1”</translation>
    </message>
    <message>
        <source>--%1 takes no value</source>
        <translation>--%1 不带值</translation>
    </message>
    <message>
        <source>--%1 was given twice</source>
        <translation>--%1 给了两次</translation>
    </message>
    <message>
        <source>--%1 needs a value (%2)</source>
        <translation>--%1 需要一个值（%2）</translation>
    </message>
    <message>
        <source>there is no option %1 here</source>
        <translation>这里没有选项 %1</translation>
    </message>
    <message>
        <source>a command is missing</source>
        <translation>缺少命令</translation>
    </message>
    <message>
        <source>after &quot;%1&quot; a command is missing</source>
        <translation>“%1”之后缺少命令</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one argument too many</source>
        <translation>多了一个参数“%1”</translation>
    </message>
    <message>
        <source>%1 holds %2: %3, made of images of %4.</source>
        <translation>%1 包含 %2：%3，由 %4 的映像制成。</translation>
    </message>
    <message>
        <source>It is not signed yet: no device takes it. Sign it with: fieldfare bundle sign.</source>
        <translation>尚未签名：没有设备会接受它。用以下命令签名：fieldfare bundle sign。</translation>
    </message>
    <message>
        <source>give --key and --cert in pairs</source>
        <translation>--key 和 --cert 要成对给出</translation>
    </message>
    <message>
        <source>say where the bundle goes: --out X.ffb</source>
        <translation>请说明更新包写到哪里：--out X.ffb</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>正在制作</translation>
    </message>
    <message>
        <source>Sign the bytes of %1 as they are, and bring the signature back with --import.</source>
        <translation>请按原样对 %1 的字节签名，再用 --import 带回签名。</translation>
    </message>
    <message>
        <source>say with what to sign: --key and --cert, or --import</source>
        <translation>请说明用什么签名：--key 和 --cert，或 --import</translation>
    </message>
    <message>
        <source>Signatures in %1: %2.</source>
        <translation>%1 中的签名：%2。</translation>
    </message>
    <message>
        <source>The bundle</source>
        <translation>更新包</translation>
    </message>
    <message>
        <source>Release key to sign with; give --cert as often, in the same order</source>
        <translation>用来签名的发布密钥；--cert 要同样多次、按同样顺序给出</translation>
    </message>
    <message>
        <source>Certificate of the key, with its chain</source>
        <translation>该密钥的证书及证书链</translation>
    </message>
    <message>
        <source>Root certificate of the fleet</source>
        <translation>设备群的根证书</translation>
    </message>
    <message>
        <source>How many accepted signatures are needed (default 1)</source>
        <translation>需要多少个被接受的签名（默认 1）</translation>
    </message>
    <message>
        <source>Build a bundle from a recipe, and sign it</source>
        <translation>按配方制作更新包并签名</translation>
    </message>
    <message>
        <source>What the bundle is made of; docs/RECIPE.md explains every key</source>
        <translation>更新包由什么组成；docs/RECIPE.md 说明每个键</translation>
    </message>
    <message>
        <source>Where the bundle goes; it appears only when it is complete</source>
        <translation>更新包写到哪里；完整之后才会出现</translation>
    </message>
    <message>
        <source>A release that devices may run: they will fetch hardly more than what is new</source>
        <translation>设备可能正在运行的版本：它们几乎只取新的部分</translation>
    </message>
    <message>
        <source>Compress as well as it goes; slow</source>
        <translation>尽可能压缩；较慢</translation>
    </message>
    <message>
        <source>Threads to compress with (default: one for each CPU, at most 8)</source>
        <translation>压缩用的线程数（默认：每个处理器一个，最多 8）</translation>
    </message>
    <message>
        <source>The same recipe and images give the same bytes but for the signature, on any number of threads. The time in the bundle is built-at of the recipe, else SOURCE_DATE_EPOCH, else now. Without --key the bundle is unsigned until: fieldfare bundle sign.</source>
        <translation>相同的配方和映像，无论用多少线程，除签名外得到相同的字节。更新包中的时间取配方的 built-at，否则取 SOURCE_DATE_EPOCH，否则取当前时间。没有 --key 时更新包未签名，直到：fieldfare bundle sign。</translation>
    </message>
    <message>
        <source>Sign a bundle, add a signature, or carry signing to a locked room</source>
        <translation>给更新包签名、加签，或把签名带到保密机房去做</translation>
    </message>
    <message>
        <source>Write the signed bundle there instead of in place</source>
        <translation>把签好的更新包写到那里，而不是原处</translation>
    </message>
    <message>
        <source>Drop the signatures that the bundle has</source>
        <translation>去掉更新包已有的签名</translation>
    </message>
    <message>
        <source>Only write the exact bytes to sign</source>
        <translation>只写出需要签名的确切字节</translation>
    </message>
    <message>
        <source>Add a detached CMS signature (DER) that was made elsewhere</source>
        <translation>加入在别处做的分离式 CMS 签名（DER）</translation>
    </message>
    <message>
        <source>Check a bundle as a device does, and all of its data</source>
        <translation>像设备那样检查更新包及其全部数据</translation>
    </message>
    <message>
        <source>Show what a bundle says, without checking who signed it</source>
        <translation>显示更新包的内容，不检查是谁签的</translation>
    </message>
    <message>
        <source>Write the image of a payload to a file, checked to the last byte</source>
        <translation>把一个载荷的映像写到文件，检查到最后一个字节</translation>
    </message>
    <message>
        <source>Which payload (default: the only one)</source>
        <translation>哪个载荷（默认：唯一的那个）</translation>
    </message>
    <message>
        <source>Where the image goes; sparse where it is zero</source>
        <translation>映像写到哪里；全零处为稀疏</translation>
    </message>
    <message>
        <source>Show what a device that runs a given image would fetch</source>
        <translation>显示运行给定映像的设备会取什么</translation>
    </message>
    <message>
        <source>What the device has: an image, for the first payload unless one is named</source>
        <translation>设备已有的：一个映像，未指名时属于第一个载荷</translation>
    </message>
    <message>
        <source>Fetch gaps of at most this size too, for fewer requests (default 0)</source>
        <translation>不超过此大小的间隙也一并取，以减少请求（默认 0）</translation>
    </message>
    <message>
        <source>bytesToFetch is the head of the bundle and the data that is not there; requests counts one for the head and one for each run of data.</source>
        <translation>bytesToFetch 是更新包的头部加上设备没有的数据；requests 把头部算一个，每段连续数据算一个。</translation>
    </message>
    <message>
        <source>Build, sign, check and look into bundles</source>
        <translation>制作、签名、检查和查看更新包</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>say which payload: --payload %1</source>
        <translation>请说明哪个载荷：--payload %1</translation>
    </message>
    <message>
        <source>Release:     %1</source>
        <translation>版本：       %1</translation>
    </message>
    <message>
        <source>Built:       %1</source>
        <translation>制作时间：   %1</translation>
    </message>
    <message>
        <source>Class:       %1</source>
        <translation>类别：       %1</translation>
    </message>
    <message>
        <source>For:         %1</source>
        <translation>适用于：     %1</translation>
    </message>
    <message>
        <source>Has agent:   %1</source>
        <translation>含代理程序： %1</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Identity:    %1</source>
        <translation>标识：       %1</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>image</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>%1 %2 (epoch %3)</source>
        <translation>%1 %2（纪元 %3）</translation>
    </message>
    <message>
        <source>say whom to trust: --trust root.crt</source>
        <translation>请说明信任谁：--trust root.crt</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>%1 is whole: %2, signed by %3.</source>
        <translation>%1 完好：%2，签名者 %3。</translation>
    </message>
    <message>
        <source>Signed by %1 on %2, as it says; nobody&apos;s trust was judged.</source>
        <translation>据其所述由 %1 于 %2 签名；未判断是否可信。</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>Not signed.</source>
        <translation>未签名。</translation>
    </message>
    <message>
        <source>say where the image goes: --out FILE</source>
        <translation>请说明映像写到哪里：--out FILE</translation>
    </message>
    <message>
        <source>Extracting</source>
        <translation>正在提取</translation>
    </message>
    <message>
        <source>%1 holds the image of %2: %3.</source>
        <translation>%1 包含 %2 的映像：%3。</translation>
    </message>
    <message>
        <source>Hashing %1</source>
        <translation>正在计算 %1 的哈希</translation>
    </message>
    <message>
        <source>A device with this image fetches %1 of %2 in %3 requests (head %4, data %5).</source>
        <translation>有此映像的设备在 %3 个请求中取 %2 中的 %1（头部 %4，数据 %5）。</translation>
    </message>
    <message>
        <source>Builds, signs and carries software updates to devices in the field</source>
        <translation>制作、签名软件更新，并带到现场的设备</translation>
    </message>
    <message>
        <source>Print a script for the shell that completes commands and options</source>
        <translation>输出供 shell 补全命令和选项的脚本</translation>
    </message>
    <message>
        <source>The shell; only bash so far</source>
        <translation>shell；目前只有 bash</translation>
    </message>
    <message>
        <source>there is a completion for bash only</source>
        <translation>目前只有 bash 的补全</translation>
    </message>
    <message>
        <source>The technician&apos;s key (or FIELDFARE_KEY, or identity.key in ~/.config/fieldfare)</source>
        <translation>技术员的密钥（或 FIELDFARE_KEY，或 ~/.config/fieldfare 中的 identity.key）</translation>
    </message>
    <message>
        <source>Its certificate with the chain (or FIELDFARE_CERT, or identity.crt there)</source>
        <translation>其证书及证书链（或 FIELDFARE_CERT，或该处的 identity.crt）</translation>
    </message>
    <message>
        <source>The fleet&apos;s root certificate (or FIELDFARE_TRUST, or root.crt there)</source>
        <translation>设备群的根证书（或 FIELDFARE_TRUST，或该处的 root.crt）</translation>
    </message>
    <message>
        <source>The device: an address, a name, [fe80::1%eth0]:8443, or the id of a known device</source>
        <translation>设备：地址、名称、[fe80::1%eth0]:8443，或已知设备的标识</translation>
    </message>
    <message>
        <source>Going on without the memory of known devices: %1</source>
        <translation>不使用已知设备的记录，继续进行：%1</translation>
    </message>
    <message>
        <source>--to HOST[:PORT] is missing</source>
        <translation>缺少 --to HOST[:PORT]</translation>
    </message>
    <message>
        <source>%1: forgotten</source>
        <translation>%1：已忘记</translation>
    </message>
    <message>
        <source>%1: was not known</source>
        <translation>%1：本来就不认识</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>DEVICE</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>MODEL</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>RELEASE</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>ADDRESS</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>SEEN</source>
        <translation>见到</translation>
    </message>
    <message>
        <source>No device announces itself here. One that does not can still be reached: fieldfare devices show --to ADDRESS</source>
        <translation>这里没有设备广播自己。不广播的设备仍可访问：fieldfare devices show --to ADDRESS</translation>
    </message>
    <message>
        <source>%1 ahead of this laptop</source>
        <translation>比本机快 %1</translation>
    </message>
    <message>
        <source>%1 behind this laptop</source>
        <translation>比本机慢 %1</translation>
    </message>
    <message>
        <source>installation  %1: %2</source>
        <translation>安装          %1：%2</translation>
    </message>
    <message>
        <source>passed:</source>
        <translation>通过：</translation>
    </message>
    <message>
        <source>FAILED:</source>
        <translation>未通过：</translation>
    </message>
    <message>
        <source>this takes one --to only</source>
        <translation>这里只能给一个 --to</translation>
    </message>
    <message>
        <source>device        %1 runs %2%3</source>
        <translation>设备          %1 运行 %2%3</translation>
    </message>
    <message>
        <source> on trial</source>
        <translation>（试运行）</translation>
    </message>
    <message>
        <source>refused       %1</source>
        <translation>拒绝          %1</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>release</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>, on trial</source>
        <translation>，试运行中</translation>
    </message>
    <message>
        <source>, another one starts at the next restart</source>
        <translation>，下次重启时启动另一个版本</translation>
    </message>
    <message>
        <source>epoch floor</source>
        <translation>纪元下限</translation>
    </message>
    <message>
        <source>revoked keys</source>
        <translation>吊销的密钥</translation>
    </message>
    <message>
        <source>up for</source>
        <translation>已运行</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>link lost, trying again</source>
        <translation>连接中断，正在重试</translation>
    </message>
    <message>
        <source>The fleet&apos;s list of withdrawn certificates; its signature is FILE with the ending .cms</source>
        <translation>设备群的吊销证书列表；其签名是扩展名为 .cms 的 FILE</translation>
    </message>
    <message>
        <source>How long to listen for announcements (3)</source>
        <translation>收听广播多久（3）</translation>
    </message>
    <message>
        <source>The last N lines (200)</source>
        <translation>最后 N 行（200）</translation>
    </message>
    <message>
        <source>Go on with new lines until Ctrl-C</source>
        <translation>继续输出新的行，直到 Ctrl-C</translation>
    </message>
    <message>
        <source>Seconds since 1970 instead of this laptop&apos;s time</source>
        <translation>自 1970 年起的秒数，代替本机时间</translation>
    </message>
    <message>
        <source>List the devices on the network and those known from before</source>
        <translation>列出网络上的设备和以前认识的设备</translation>
    </message>
    <message>
        <source>Announcements are hints: who a device is, only its certificate proves.</source>
        <translation>广播只是提示：设备是谁，只有它的证书能证明。</translation>
    </message>
    <message>
        <source>Show what a device runs, its slots and its last installation</source>
        <translation>显示设备运行什么、它的槽位和最近一次安装</translation>
    </message>
    <message>
        <source>Show what happens on a device until Ctrl-C</source>
        <translation>显示设备上发生的事，直到 Ctrl-C</translation>
    </message>
    <message>
        <source>Print a device&apos;s log</source>
        <translation>输出设备的日志</translation>
    </message>
    <message>
        <source>Restart devices</source>
        <translation>重启设备</translation>
    </message>
    <message>
        <source>Commit the release that is on trial, without waiting for its checks</source>
        <translation>不等检查，直接确认正在试运行的版本</translation>
    </message>
    <message>
        <source>Go back to the release before; the device restarts</source>
        <translation>回到之前的版本；设备会重启</translation>
    </message>
    <message>
        <source>Make a device show which one it is (a lamp, its screen)</source>
        <translation>让设备表明自己是哪一台（灯、屏幕）</translation>
    </message>
    <message>
        <source>Pause the installation that is running</source>
        <translation>暂停正在进行的安装</translation>
    </message>
    <message>
        <source>Let a paused installation go on</source>
        <translation>让暂停的安装继续</translation>
    </message>
    <message>
        <source>End the installation that is running, paused or interrupted</source>
        <translation>结束正在进行、暂停或中断的安装</translation>
    </message>
    <message>
        <source>Set the clock of devices to the time of this laptop</source>
        <translation>把设备的时钟设为本机的时间</translation>
    </message>
    <message>
        <source>Give devices the list of withdrawn certificates if it is newer than theirs</source>
        <translation>若吊销证书列表比设备上的新，就交给设备</translation>
    </message>
    <message>
        <source>Forget which device was at an address, after it was replaced</source>
        <translation>设备更换之后，忘记某个地址上原来的设备</translation>
    </message>
    <message>
        <source>clock set</source>
        <translation>时钟已设置</translation>
    </message>
    <message>
        <source>has list number %1</source>
        <translation>已有第 %1 号列表</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>正在重启</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>rolls back and restarts</source>
        <translation>正在手动回滚并重启</translation>
    </message>
    <message>
        <source>shows itself</source>
        <translation>正在表明自己</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>may go on</source>
        <translation>可以继续</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Find devices, look at them and steer them</source>
        <translation>查找、查看和操作设备</translation>
    </message>
    <message>
        <source>(may be given more than once)</source>
        <translation>（可以多次给出）</translation>
    </message>
    <message>
        <source>COMMAND [options]</source>
        <translation>命令 [选项]</translation>
    </message>
    <message>
        <source>[options]</source>
        <translation>[选项]</translation>
    </message>
    <message>
        <source>Usage: %1</source>
        <translation>用法：%1</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>命令：</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>参数：</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation>每个命令都有的选项：</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>示例：</translation>
    </message>
    <message>
        <source>--%1 is missing</source>
        <translation>缺少 --%1</translation>
    </message>
    <message>
        <source>%1 is not a role; the roles are release, technician, device and depot</source>
        <translation>%1 不是角色；角色有 release、technician、device 和 depot</translation>
    </message>
    <message>
        <source>there is no terminal to ask on; give --expect FINGERPRINT or --yes</source>
        <translation>没有可以询问的终端；请给出 --expect FINGERPRINT 或 --yes</translation>
    </message>
    <message>
        <source>The fleet %1 is in %2.</source>
        <translation>设备群 %1 在 %2 中。</translation>
    </message>
    <message>
        <source>Fingerprint of its root: %1</source>
        <translation>其根证书的指纹：%1</translation>
    </message>
    <message>
        <source>Keep this folder offline (a stick in a safe), and a copy of it in another place.
Who has the folder and the passphrase rules every device of the fleet;
if both copies or the passphrase are lost, the fleet can never be updated again.
Devices and laptops need only root.crt.</source>
        <translation>请离线保管此文件夹（保险柜中的 U 盘），并在另一处保存副本。
谁有文件夹和口令，谁就掌管设备群的每一台设备；
如果两份副本或口令都丢失，设备群就再也无法更新。
设备和笔记本电脑只需要 root.crt。</translation>
    </message>
    <message>
        <source>--encrypt and --no-encrypt exclude each other</source>
        <translation>--encrypt 和 --no-encrypt 不能同时使用</translation>
    </message>
    <message>
        <source>Key:         %1</source>
        <translation>密钥：    %1</translation>
    </message>
    <message>
        <source>Certificate: %1</source>
        <translation>证书：    %1</translation>
    </message>
    <message>
        <source>Valid until: %1</source>
        <translation>有效期至：%1</translation>
    </message>
    <message>
        <source>Key:         %1 (stays here)</source>
        <translation>密钥：    %1（留在这里）</translation>
    </message>
    <message>
        <source>Request:     %1 (carry this to the keeper of the fleet)</source>
        <translation>申请：    %1（把它带给设备群的保管人）</translation>
    </message>
    <message>
        <source>Fingerprint: %1</source>
        <translation>指纹：    %1</translation>
    </message>
    <message>
        <source>with --json nothing is asked; give --expect FINGERPRINT or --yes</source>
        <translation>使用 --json 时不会询问；请给出 --expect FINGERPRINT 或 --yes</translation>
    </message>
    <message>
        <source>%1 wants to be: %2</source>
        <translation>%1 想成为：%2</translation>
    </message>
    <message>
        <source>Did the other side read the same fingerprint to you? [y/N]</source>
        <translation>对方读给您的指纹是否相同？[y/N]</translation>
    </message>
    <message>
        <source>Answer:      %1 (carry this back)</source>
        <translation>答复：    %1（把它带回去）</translation>
    </message>
    <message>
        <source>Fingerprint of the root, to be compared on import: %1</source>
        <translation>根证书的指纹，导入时请核对：%1</translation>
    </message>
    <message>
        <source>This laptop is now %1 (%2) of the fleet %3.</source>
        <translation>这台电脑现在是设备群 %3 的 %1（%2）。</translation>
    </message>
    <message>
        <source>Fingerprint of the fleet&apos;s root: %1</source>
        <translation>设备群根证书的指纹：%1</translation>
    </message>
    <message>
        <source>Compare it with what the keeper of the fleet has; if it differs, remove the identity.</source>
        <translation>请与设备群保管人手中的指纹核对；如果不同，请删除此身份。</translation>
    </message>
    <message>
        <source>several roles have a %1; say ROLE/%1</source>
        <translation>多个角色都有 %1；请写 ROLE/%1</translation>
    </message>
    <message>
        <source>the fleet issued nothing called %1, and there is no such file</source>
        <translation>设备群没有签发过 %1，也没有这个文件</translation>
    </message>
    <message>
        <source>List %1 revokes %2 keys.</source>
        <translation>列表 %1 吊销 %2 个密钥。</translation>
    </message>
    <message>
        <source>Carry these to the devices: %1, %2</source>
        <translation>把这些带给设备：%1、%2</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>ROLE</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>VALID UNTIL</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>SERIAL</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>The folder with the fleet&apos;s keys</source>
        <translation>存放设备群密钥的文件夹</translation>
    </message>
    <message>
        <source>release, technician, device or depot</source>
        <translation>release、technician、device 或 depot</translation>
    </message>
    <message>
        <source>How long it is valid (release 730, technician 365, device 7300, depot 730)</source>
        <translation>有效天数（release 730、technician 365、device 7300、depot 730）</translation>
    </message>
    <message>
        <source>Issue it although this name has a valid certificate</source>
        <translation>即使此名称已有有效证书也签发</translation>
    </message>
    <message>
        <source>Make a new fleet: its root and four authorities</source>
        <translation>建立新的设备群：它的根和四个签发机构</translation>
    </message>
    <message>
        <source>The fleet&apos;s name, part of every certificate</source>
        <translation>设备群的名称，写入每张证书</translation>
    </message>
    <message>
        <source>The keys are encrypted with one passphrase. Who has the folder and the passphrase rules the fleet; who loses them can never update it again: keep the folder offline, and a copy of it in another place.</source>
        <translation>密钥用同一个口令加密。谁有文件夹和口令，谁就掌管设备群；丢失它们就再也无法更新：请离线保管文件夹，并在另一处保存副本。</translation>
    </message>
    <message>
        <source>Make a key and its certificate</source>
        <translation>制作密钥及其证书</translation>
    </message>
    <message>
        <source>Whom or what it is for; also the name of the files</source>
        <translation>给谁或给什么用；也是文件名</translation>
    </message>
    <message>
        <source>Where NAME.key and NAME.crt go (FLEET_DIR/issued/ROLE)</source>
        <translation>NAME.key 和 NAME.crt 写到哪里（FLEET_DIR/issued/ROLE）</translation>
    </message>
    <message>
        <source>Encrypt the key of a device or depot, too</source>
        <translation>device 或 depot 的密钥也加密</translation>
    </message>
    <message>
        <source>Leave the key of a release or technician unencrypted</source>
        <translation>release 或 technician 的密钥不加密</translation>
    </message>
    <message>
        <source>Keys of releases and technicians are encrypted with the passphrase; those of devices and depots are not, since nobody is there to type it.</source>
        <translation>release 和 technician 的密钥用口令加密；device 和 depot 的不加密，因为那里没有人输入口令。</translation>
    </message>
    <message>
        <source>Make a key here and a request for its certificate</source>
        <translation>在本机制作密钥和证书申请</translation>
    </message>
    <message>
        <source>Where NAME.key and NAME.request go (this folder)</source>
        <translation>NAME.key 和 NAME.request 写到哪里（当前文件夹）</translation>
    </message>
    <message>
        <source>Leave the key unencrypted</source>
        <translation>密钥不加密</translation>
    </message>
    <message>
        <source>Carry NAME.request to whoever holds the fleet&apos;s keys; NAME.key stays here. Read the fingerprint to each other by phone before it is approved.</source>
        <translation>把 NAME.request 带给持有设备群密钥的人；NAME.key 留在这里。批准之前请在电话里互相核对指纹。</translation>
    </message>
    <message>
        <source>Answer a request with a certificate</source>
        <translation>用证书答复申请</translation>
    </message>
    <message>
        <source>The file NAME.request</source>
        <translation>文件 NAME.request</translation>
    </message>
    <message>
        <source>Where the answer goes (NAME.answer beside the request)</source>
        <translation>答复写到哪里（申请旁边的 NAME.answer）</translation>
    </message>
    <message>
        <source>Approve only if the request has this fingerprint; nothing is asked</source>
        <translation>只有申请的指纹相同才批准；不再询问</translation>
    </message>
    <message>
        <source>Do not ask whether the fingerprint was compared</source>
        <translation>不询问是否核对过指纹</translation>
    </message>
    <message>
        <source>The file NAME.answer</source>
        <translation>文件 NAME.answer</translation>
    </message>
    <message>
        <source>The key made with the request (NAME.key beside the answer or here)</source>
        <translation>与申请一起制作的密钥（答复旁边或当前文件夹的 NAME.key）</translation>
    </message>
    <message>
        <source>Where identity.key, identity.crt and root.crt go (~/.config/fieldfare)</source>
        <translation>identity.key、identity.crt 和 root.crt 写到哪里（~/.config/fieldfare）</translation>
    </message>
    <message>
        <source>Import only if the fleet&apos;s root has this fingerprint</source>
        <translation>只有设备群的根证书指纹相同才导入</translation>
    </message>
    <message>
        <source>Replace the identity that is there</source>
        <translation>替换已有的身份</translation>
    </message>
    <message>
        <source>Withdraw certificates: sign a new list of revoked keys</source>
        <translation>吊销证书：签发新的吊销密钥列表</translation>
    </message>
    <message>
        <source>A name, ROLE/NAME, a serial number or a certificate file</source>
        <translation>名称、ROLE/NAME、序列号或证书文件</translation>
    </message>
    <message>
        <source>Needs the root&apos;s key. Carry revocations.json and revocations.cms to the devices: by push, in a bundle or on a stick. A revoked key never comes back.</source>
        <translation>需要根密钥。把 revocations.json 和 revocations.cms 带给设备：通过推送、在更新包里或用 U 盘。吊销的密钥永远不会恢复。</translation>
    </message>
    <message>
        <source>Show what the fleet&apos;s authorities issued</source>
        <translation>显示设备群的签发机构签发过什么</translation>
    </message>
    <message>
        <source>Make a fleet&apos;s keys, issue and revoke certificates</source>
        <translation>建立设备群的密钥，签发和吊销证书</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>还需 %1</translation>
    </message>
    <message>
        <source>SENT</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Install a bundle on one or many devices over the network</source>
        <translation>通过网络把更新包安装到一台或多台设备</translation>
    </message>
    <message>
        <source>The signed bundle</source>
        <translation>已签名的更新包</translation>
    </message>
    <message>
        <source>Restart each device into the release once it is installed</source>
        <translation>安装完成后让每台设备重启到该版本</translation>
    </message>
    <message>
        <source>Restart, and wait until the release is committed or has gone back</source>
        <translation>重启，并等到版本被确认或已经退回</translation>
    </message>
    <message>
        <source>Begin with the first N devices; the rest follows if they are well</source>
        <translation>先做前 N 台设备；它们正常后再做其余的</translation>
    </message>
    <message>
        <source>At most N devices at once (8)</source>
        <translation>最多同时 N 台设备（8）</translation>
    </message>
    <message>
        <source>Start no more devices after K failures</source>
        <translation>失败 K 次后不再开始新的设备</translation>
    </message>
    <message>
        <source>Accept a release that is older than the running one</source>
        <translation>接受比正在运行的更旧的版本</translation>
    </message>
    <message>
        <source>Give a device up when it made no progress for so long (600)</source>
        <translation>设备这么久没有进展就放弃（600）</translation>
    </message>
    <message>
        <source>Only what a device does not have yet is sent. Whatever interrupts a push, the same command goes on where it
stopped. Ctrl-C stops sending; the devices keep what they have. A second Ctrl-C ends the program at once.
A list of revoked keys (revocations.json, revocations.cms) beside the root certificate goes to each device
first if the device has an older one.</source>
        <translation>只发送设备还没有的部分。无论推送因何中断，同样的命令都从停下的地方
继续。Ctrl-C 停止发送；设备保留已有的部分。再按一次 Ctrl-C 立即结束程序。
根证书旁边的吊销密钥列表（revocations.json、revocations.cms）比设备上的新时，
会先发送给每台设备。</translation>
    </message>
    <message>
        <source>%1, %2, signed by %3</source>
        <translation>%1，%2，签名者 %3</translation>
    </message>
    <message>
        <source>
Stopping; Ctrl-C again ends at once.</source>
        <translation>
正在停止；再按一次 Ctrl-C 立即结束。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>offering; the device checks and plans</source>
        <translation>正在提供更新包；设备检查并规划</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>paused by a person</source>
        <translation>被人暂停</translation>
    </message>
    <message>
        <source>writing and reading back</source>
        <translation>正在写入并回读</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>正在重启</translation>
    </message>
    <message>
        <source>on trial, health is checked</source>
        <translation>试运行中，正在检查健康状态</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Not started.</source>
        <translation>未开始。</translation>
    </message>
    <message>
        <source>%1 is installed and starts at the next restart.</source>
        <translation>%1 已安装，下次重启时启动。</translation>
    </message>
    <message>
        <source>%1 runs on trial.</source>
        <translation>%1 正在试运行。</translation>
    </message>
    <message>
        <source>%1 runs and is committed.</source>
        <translation>%1 正在运行并已确认。</translation>
    </message>
    <message>
        <source>Stopped here. Push again to go on, or end it with: fieldfare devices cancel.</source>
        <translation>在这里停止。再次推送即可继续，或用以下命令结束：fieldfare devices cancel。</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>还有 %1 台</translation>
    </message>
    <message>
        <source>Passphrase of %1: </source>
        <translation>%1 的口令：</translation>
    </message>
    <message>
        <source>a passphrase needs at least %1 characters</source>
        <translation>口令至少需要 %1 个字符</translation>
    </message>
    <message>
        <source>New passphrase of %1: </source>
        <translation>%1 的新口令：</translation>
    </message>
    <message>
        <source>The same again: </source>
        <translation>再输入一次：</translation>
    </message>
    <message>
        <source>the two passphrases differ</source>
        <translation>两次输入的口令不同</translation>
    </message>
    <message>
        <source>--slot-size needs a size from 64K to 1024G, such as 512M</source>
        <translation>--slot-size 需要 64K 到 1024G 之间的大小，例如 512M</translation>
    </message>
    <message>
        <source>a virtual device has one slot group: --image rootfs=FILE</source>
        <translation>虚拟设备只有一个槽位组：--image rootfs=FILE</translation>
    </message>
    <message>
        <source>Make a virtual device in a folder</source>
        <translation>在文件夹里制作虚拟设备</translation>
    </message>
    <message>
        <source>A folder that does not exist yet or is empty</source>
        <translation>尚不存在或为空的文件夹</translation>
    </message>
    <message>
        <source>The fleet that the device belongs to; issues its keys</source>
        <translation>设备所属的设备群；由它签发密钥</translation>
    </message>
    <message>
        <source>Its name and id; the folder&apos;s name by default</source>
        <translation>它的名称和标识；默认为文件夹的名称</translation>
    </message>
    <message>
        <source>What bundles must be compatible with; acme,gateway by default</source>
        <translation>更新包必须适用的型号；默认 acme,gateway</translation>
    </message>
    <message>
        <source>The release that it leaves the factory with</source>
        <translation>出厂时带的版本</translation>
    </message>
    <message>
        <source>Or a bare image, of which nothing is known</source>
        <translation>或者一个一无所知的映像</translation>
    </message>
    <message>
        <source>Of each of the two slots, such as 512M</source>
        <translation>两个槽位各自的大小，例如 512M</translation>
    </message>
    <message>
        <source>The device has two slots and a data folder in files, a redundant U-Boot environment, and the configuration device.toml, which may be edited.</source>
        <translation>设备在文件中有两个槽位和一个数据文件夹、一个冗余的 U-Boot 环境，以及可以编辑的配置 device.toml。</translation>
    </message>
    <message>
        <source>Switch a virtual device on and show its console</source>
        <translation>打开虚拟设备并显示它的控制台</translation>
    </message>
    <message>
        <source>The device&apos;s folder</source>
        <translation>设备的文件夹</translation>
    </message>
    <message>
        <source>Where its agent listens; 127.0.0.1 by default</source>
        <translation>代理程序在哪里监听；默认 127.0.0.1</translation>
    </message>
    <message>
        <source>0, the default: the one of the last time, or any that is free</source>
        <translation>默认为 0：上次用的端口，或任何空闲的端口</translation>
    </message>
    <message>
        <source>Make it known on the network (needs avahi-daemon)</source>
        <translation>在网络上广播（需要 avahi-daemon）</translation>
    </message>
    <message>
        <source>Ctrl-C switches it off; killing this program is a power cut, after which it can be switched on again.</source>
        <translation>Ctrl-C 关机；杀死本程序等于断电，之后可以再次开机。</translation>
    </message>
    <message>
        <source>Practise on a device without hardware</source>
        <translation>在没有硬件的设备上练习</translation>
    </message>
    <message>
        <source>--fleet is missing: the fleet issues the device&apos;s keys</source>
        <translation>缺少 --fleet：设备的密钥由设备群签发</translation>
    </message>
    <message>
        <source>give either --bundle or --image</source>
        <translation>请给出 --bundle 或 --image 之一</translation>
    </message>
    <message>
        <source>The virtual device %1 is ready: fieldfare virtual-device run %2</source>
        <translation>虚拟设备 %1 已就绪：fieldfare virtual-device run %2</translation>
    </message>
    <message>
        <source>Compression level, 1 to 22 (default 6)</source>
        <translation>压缩级别，1 到 22（默认 6）</translation>
    </message>
    <message>
        <source>GROUP</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>NOTE</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>%1 of it are patches for devices that run a previous release.</source>
        <translation>其中 %1 是给运行旧版本的设备用的补丁。</translation>
    </message>
    <message>
        <source>Leave out what leads from previous releases to this one: a smaller bundle, more to fetch</source>
        <translation>不含从旧版本到此版本的补丁：更新包更小，设备要取的更多</translation>
    </message>
    <message>
        <source>Frames: %1 zero, %2 there already, %3 by patches, %4 to fetch.</source>
        <translation>帧：%1 个全零，%2 个已有，%3 个由补丁生成，%4 个要取。</translation>
    </message>
    <message>
        <source>entry %1 in %2</source>
        <translation>%2 中的第 %1 条</translation>
    </message>
    <message>
        <source>The log was changed or damaged: %1 cannot be read.</source>
        <translation>记录被改动或已损坏：%1 无法读取。</translation>
    </message>
    <message>
        <source>The log was changed or damaged: entries are missing before %1.</source>
        <translation>记录被改动或已损坏：%1 之前缺少记录。</translation>
    </message>
    <message>
        <source>The log was changed or damaged: %1 does not follow the one before it.</source>
        <translation>记录被改动或已损坏：%1 与前一条不衔接。</translation>
    </message>
    <message>
        <source>WHAT</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>WITH</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Show what was done from this computer, and whether that log was changed</source>
        <translation>显示本机执行过的操作，并检查记录是否被改动</translation>
    </message>
    <message>
        <source>Only the last N entries</source>
        <translation>仅最后 N 条</translation>
    </message>
    <message>
        <source>%1 entries are in %2, signed by %3.</source>
        <translation>%1 条记录已写入 %2，由 %3 签名。</translation>
    </message>
    <message>
        <source>%1 entries up to number %2 are as %3 signed them on %4.</source>
        <translation>%1 条记录（至第 %2 条）与 %3 于 %4 签名时一致。</translation>
    </message>
    <message>
        <source>The log of this computer still holds them.</source>
        <translation>本机的日志仍包含这些记录。</translation>
    </message>
    <message>
        <source>The log of this computer begins after them: its oldest part is gone.</source>
        <translation>本机的日志从这些记录之后开始：最旧的部分已被轮换掉。</translation>
    </message>
    <message>
        <source>Write the whole log to FILE, signed with the technician&apos;s key</source>
        <translation>把整个日志写入 FILE，并用技术员的密钥签名</translation>
    </message>
    <message>
        <source>Check a signed log: who signed it, and that nothing in it was changed</source>
        <translation>检查已签名的日志：由谁签名，内容是否未被改动</translation>
    </message>
    <message>
        <source>With --verify: also that the log of this computer still holds what was signed</source>
        <translation>与 --verify 一起使用：同时检查本机日志是否仍包含已签名的内容</translation>
    </message>
    <message>
        <source>Each entry carries the SHA-256 of the one before it. Where the chain is broken, this is said and the exit code is 7. Who may write the log may also cut off its end; a signed copy shows that later.</source>
        <translation>每条记录都带有前一条的 SHA-256。链条断开时会指出位置，退出码为 7。能写日志的人也能截去它的末尾；已签名的副本日后可以揭示这一点。</translation>
    </message>
    <message>
        <source>--last, --export and --verify exclude each other; --with-log goes with --verify</source>
        <translation>--last、--export 和 --verify 互斥；--with-log 须与 --verify 一起使用</translation>
    </message>
    <message>
        <source>--out and --replace are for a technician&apos;s answer; this one is for a %1 key, whose certificate goes beside it</source>
        <translation>--out 和 --replace 用于技术员的答复；这份答复是给 %1 密钥的，证书会放在密钥旁边</translation>
    </message>
    <message>
        <source>Compare it with what the keeper of the fleet has; if it differs, remove the certificate.</source>
        <translation>请与设备群的保管人手中的进行比对；若不一致，请删除该证书。</translation>
    </message>
    <message>
        <source>The backup is in %1, and was read back.</source>
        <translation>备份位于 %1，并已读回核对。</translation>
    </message>
    <message>
        <source>Fingerprint of the root: %1</source>
        <translation>根证书的指纹：%1</translation>
    </message>
    <message>
        <source>It holds %1 of the %2 keys; the others are kept elsewhere and need backups of their own.</source>
        <translation>它包含 %2 个密钥中的 %1 个；其余的保存在别处，需要各自的备份。</translation>
    </message>
    <message>
        <source>Its keys are opened by the passphrase that the fleet has now; keep that in another place.
Make a new backup when a key was issued, approved or revoked: an old one does not know of it.
Back from it: fieldfare keys restore BACKUP_DIR FLEET_DIR</source>
        <translation>其中的密钥用设备群现在的口令打开；请把口令保存在另一处。
每次签发、批准或吊销密钥后都要重新备份：旧备份不知道这些变化。
恢复：fieldfare keys restore BACKUP_DIR FLEET_DIR</translation>
    </message>
    <message>
        <source>The fleet %1 is in %2, as it was on %3.</source>
        <translation>设备群 %1 位于 %2，为 %3 时的状态。</translation>
    </message>
    <message>
        <source>What was issued or revoked since then is not known here: revoke again what was revoked.</source>
        <translation>此后签发或吊销的内容在这里并不知道：已吊销的请重新吊销。</translation>
    </message>
    <message>
        <source>%1 keys of the fleet %2 have the new passphrase.</source>
        <translation>设备群 %2 的 %1 个密钥已改用新口令。</translation>
    </message>
    <message>
        <source>Backups and other copies keep the old one, and so do keys that were issued: make a new backup, and destroy the old ones if the old passphrase is known to somebody.</source>
        <translation>备份和其他副本仍使用旧口令，已签发的密钥也一样：请重新备份；如果旧口令已被他人知道，请销毁旧备份。</translation>
    </message>
    <message>
        <source>Take the answer to a request</source>
        <translation>接收对请求的答复</translation>
    </message>
    <message>
        <source>A technician&apos;s answer becomes this laptop&apos;s identity. That of a release key (or a device&apos;s, a depot&apos;s) is written as NAME.crt beside NAME.key.</source>
        <translation>技术员的答复会成为这台笔记本的身份。发布密钥（或设备、仓库密钥）的答复会以 NAME.crt 写在 NAME.key 旁边。</translation>
    </message>
    <message>
        <source>Copy the fleet&apos;s authority to a stick, and read it back</source>
        <translation>把设备群的签发机构复制到 U 盘，并读回核对</translation>
    </message>
    <message>
        <source>Where the folder of the backup is made</source>
        <translation>备份文件夹的存放位置</translation>
    </message>
    <message>
        <source>The encrypted keys of root and authorities as they lie, their certificates, what was issued and revoked. Keys that were issued are not in it. Whoever has it and the passphrase rules the fleet.</source>
        <translation>包含根和各签发机构的加密密钥（原样）、它们的证书，以及签发和吊销的记录。已签发的密钥不在其中。拥有它和口令的人就掌握整个设备群。</translation>
    </message>
    <message>
        <source>Make the fleet&apos;s folder anew from a backup</source>
        <translation>从备份重新建立设备群文件夹</translation>
    </message>
    <message>
        <source>The folder of the backup</source>
        <translation>备份所在的文件夹</translation>
    </message>
    <message>
        <source>Where the fleet&apos;s folder is made</source>
        <translation>设备群文件夹的建立位置</translation>
    </message>
    <message>
        <source>Restore only if the fleet&apos;s root has this fingerprint</source>
        <translation>仅当设备群的根证书具有此指纹时才恢复</translation>
    </message>
    <message>
        <source>All of it is compared with its checksums first, and nothing is overwritten.</source>
        <translation>先全部与校验和比对，且不会覆盖任何内容。</translation>
    </message>
    <message>
        <source>Give the fleet&apos;s authority another passphrase</source>
        <translation>更换设备群签发机构的口令</translation>
    </message>
    <message>
        <source>Read the new passphrase from the first line of FILE</source>
        <translation>从 FILE 的第一行读取新口令</translation>
    </message>
    <message>
        <source>It is asked for twice on the terminal unless a file has it. Backups and issued keys keep the old one.</source>
        <translation>除非由文件提供，否则会在终端询问两次。备份和已签发的密钥仍使用旧口令。</translation>
    </message>
    <message>
        <source>Patches:     %1, for %2 out of the image %3 (%4)</source>
        <translation>补丁：       %1 个，由映像 %3（%4）得到 %2</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Reading or writing failed: {detail}.</source>
        <translation>读写失败：{detail}。</translation>
    </message>
    <message>
        <source>{path} ({operation})</source>
        <translation>{path}（{operation}）</translation>
    </message>
    <message>
        <source>Check the medium and its permissions, then try again.</source>
        <translation>请检查介质及其权限，然后重试。</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>{path}</source>
        <translation>{path}</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>There is not enough free space: {need} bytes are needed, {have} are free.</source>
        <translation>空间不足：需要 {need} 字节，剩余 {have} 字节。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The input is larger than allowed ({have} bytes, limit {limit}).</source>
        <translation>输入超过允许的大小（{have} 字节，上限 {limit}）。</translation>
    </message>
    <message>
        <source>Check that this is the right file.</source>
        <translation>请确认文件是否正确。</translation>
    </message>
    <message>
        <source>A number in the input is out of range.</source>
        <translation>输入中有数字超出范围。</translation>
    </message>
    <message>
        <source>{detail}</source>
        <translation>{detail}</translation>
    </message>
    <message>
        <source>The file is damaged or hostile; get it again from its source.</source>
        <translation>文件已损坏或不怀好意；请从来源重新获取。</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>工作已取消。</translation>
    </message>
    <message>
        <source>Start it again when you are ready.</source>
        <translation>准备好后请重新开始。</translation>
    </message>
    <message>
        <source>Nothing happened for too long.</source>
        <translation>太久没有任何进展。</translation>
    </message>
    <message>
        <source>Check the connection or the program and try again.</source>
        <translation>请检查连接或程序，然后重试。</translation>
    </message>
    <message>
        <source>Something else is using it right now.</source>
        <translation>现在正被其他程序使用。</translation>
    </message>
    <message>
        <source>Wait until the other work is done, then try again.</source>
        <translation>请等其他工作完成后重试。</translation>
    </message>
    <message>
        <source>The command was not understood: {detail}.</source>
        <translation>无法理解命令：{detail}。</translation>
    </message>
    <message>
        <source>See --help.</source>
        <translation>请看 --help。</translation>
    </message>
    <message>
        <source>The text is not valid JSON: {detail}.</source>
        <translation>文字不是有效的 JSON：{detail}。</translation>
    </message>
    <message>
        <source>Correct the file or get it again.</source>
        <translation>请更正文件或重新获取。</translation>
    </message>
    <message>
        <source>The value of {key} is not allowed: {detail}.</source>
        <translation>{key} 的值不允许：{detail}。</translation>
    </message>
    <message>
        <source>Correct the value.</source>
        <translation>请更正该值。</translation>
    </message>
    <message>
        <source>The key {key} is not known.</source>
        <translation>不认识键 {key}。</translation>
    </message>
    <message>
        <source>Remove it or correct its spelling.</source>
        <translation>请删除它或更正拼写。</translation>
    </message>
    <message>
        <source>The key {key} is missing.</source>
        <translation>缺少键 {key}。</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>请补上。</translation>
    </message>
    <message>
        <source>The program {program} failed: {detail}.</source>
        <translation>程序 {program} 失败：{detail}。</translation>
    </message>
    <message>
        <source>Install or repair the program and try again.</source>
        <translation>请安装或修复该程序后重试。</translation>
    </message>
    <message>
        <source>This is not supported: {detail}.</source>
        <translation>不支持：{detail}。</translation>
    </message>
    <message>
        <source>Use a newer version, or another way.</source>
        <translation>请使用更新的版本或其他办法。</translation>
    </message>
    <message>
        <source>The certificate cannot be read: {detail}.</source>
        <translation>无法读取证书：{detail}。</translation>
    </message>
    <message>
        <source>Check that the file holds a certificate in PEM form.</source>
        <translation>请检查文件是否包含 PEM 格式的证书。</translation>
    </message>
    <message>
        <source>The key cannot be used: {detail}.</source>
        <translation>密钥无法使用：{detail}。</translation>
    </message>
    <message>
        <source>Use an RSA key of at least 3072 bits or an ECDSA key on P-256 or P-384.</source>
        <translation>请使用至少 3072 位的 RSA 密钥，或 P-256、P-384 上的 ECDSA 密钥。</translation>
    </message>
    <message>
        <source>The key and the certificate do not belong together.</source>
        <translation>密钥和证书不相配。</translation>
    </message>
    <message>
        <source>Choose the key that this certificate was issued for.</source>
        <translation>请选择与此证书相配的密钥。</translation>
    </message>
    <message>
        <source>The passphrase does not open the key.</source>
        <translation>口令打不开密钥。</translation>
    </message>
    <message>
        <source>Enter the passphrase again.</source>
        <translation>请重新输入口令。</translation>
    </message>
    <message>
        <source>The token cannot be used: {detail}.</source>
        <translation>令牌无法使用：{detail}。</translation>
    </message>
    <message>
        <source>Insert the token, check its PKCS#11 module and PIN, and try again.</source>
        <translation>请插入令牌，检查其 PKCS#11 模块和 PIN，然后重试。</translation>
    </message>
    <message>
        <source>Signing failed: {detail}.</source>
        <translation>签名失败：{detail}。</translation>
    </message>
    <message>
        <source>Check the key or token and try again.</source>
        <translation>请检查密钥或令牌后重试。</translation>
    </message>
    <message>
        <source>The signature does not match the content: {detail}.</source>
        <translation>签名与内容不符：{detail}。</translation>
    </message>
    <message>
        <source>Get the file again from its source; do not install it.</source>
        <translation>请从来源重新获取文件；不要安装它。</translation>
    </message>
    <message>
        <source>The signature was made by a key that this fleet does not trust ({signer}).</source>
        <translation>签名所用的密钥不受本设备群信任（{signer}）。</translation>
    </message>
    <message>
        <source>Ask for a bundle signed by this fleet, or check the trusted root.</source>
        <translation>请索取由本设备群签名的更新包，或检查所信任的根证书。</translation>
    </message>
    <message>
        <source>The certificate of {subject} does not belong to this fleet.</source>
        <translation>{subject} 的证书不属于本设备群。</translation>
    </message>
    <message>
        <source>Check that both ends belong to the same fleet.</source>
        <translation>请检查两端是否属于同一设备群。</translation>
    </message>
    <message>
        <source>The certificate may not be used for this: it needs the role {want}, it has {have}.</source>
        <translation>证书不能用于此处：需要角色 {want}，而它是 {have}。</translation>
    </message>
    <message>
        <source>{subject}</source>
        <translation>{subject}</translation>
    </message>
    <message>
        <source>Use a certificate that was issued for this role.</source>
        <translation>请使用为此角色签发的证书。</translation>
    </message>
    <message>
        <source>The certificate of {subject} expired on {date}.</source>
        <translation>{subject} 的证书已于 {date} 过期。</translation>
    </message>
    <message>
        <source>Renew it, or ask for a bundle signed by a valid key.</source>
        <translation>请续期，或索取由有效密钥签名的更新包。</translation>
    </message>
    <message>
        <source>The certificate of {subject} was revoked.</source>
        <translation>{subject} 的证书已被吊销。</translation>
    </message>
    <message>
        <source>Use another certificate; ask the keeper of the fleet&apos;s authority.</source>
        <translation>请使用另一张证书；请询问设备群签发机构的保管人。</translation>
    </message>
    <message>
        <source>The device&apos;s list of revoked keys is damaged, lost or older than one it had: {detail}.</source>
        <translation>设备的吊销密钥列表已损坏、丢失，或比它以前有过的更旧：{detail}。</translation>
    </message>
    <message>
        <source>Send the fleet&apos;s current list to the device (fieldfare devices revocations); a push does it by itself.</source>
        <translation>请把设备群当前的列表发送给设备（fieldfare devices revocations）；推送时会自动发送。</translation>
    </message>
    <message>
        <source>The certificate chain of {subject} is longer than allowed.</source>
        <translation>{subject} 的证书链超过允许的长度。</translation>
    </message>
    <message>
        <source>Use a certificate issued directly by a role&apos;s authority.</source>
        <translation>请使用由角色签发机构直接签发的证书。</translation>
    </message>
    <message>
        <source>The bundle has {have} accepted signatures; this device needs {need}.</source>
        <translation>更新包有 {have} 个被接受的签名；此设备需要 {need} 个。</translation>
    </message>
    <message>
        <source>Have the missing signers sign it with: fieldfare bundle sign.</source>
        <translation>请让缺少的签名者用以下命令签名：fieldfare bundle sign。</translation>
    </message>
    <message>
        <source>It is already there: {detail}.</source>
        <translation>它已经存在：{detail}。</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another place or name, or remove the old one yourself.</source>
        <translation>没有做任何改动。请选择其他位置或名称，或自行删除旧的。</translation>
    </message>
    <message>
        <source>The bundle is damaged or was changed: {detail}.</source>
        <translation>更新包已损坏或被改动：{detail}。</translation>
    </message>
    <message>
        <source>{member}</source>
        <translation>{member}</translation>
    </message>
    <message>
        <source>Get the bundle again from its source.</source>
        <translation>请从来源重新获取更新包。</translation>
    </message>
    <message>
        <source>The index of the bundle is damaged or was changed: {detail}.</source>
        <translation>更新包的索引已损坏或被改动：{detail}。</translation>
    </message>
    <message>
        <source>The content does not match its signed checksum.</source>
        <translation>内容与其签名的校验和不符。</translation>
    </message>
    <message>
        <source>{member}, byte {offset}</source>
        <translation>{member}，第 {offset} 字节</translation>
    </message>
    <message>
        <source>Get the bundle again from its source; check the medium or network.</source>
        <translation>请从来源重新获取更新包；并检查介质或网络。</translation>
    </message>
    <message>
        <source>The bundle has format {have}; this version knows up to {limit}.</source>
        <translation>更新包的格式是 {have}；此程序最多认识 {limit}。</translation>
    </message>
    <message>
        <source>Update Fieldfare, or build the bundle for an older format.</source>
        <translation>请更新 Fieldfare，或以较旧的格式制作更新包。</translation>
    </message>
    <message>
        <source>The bundle requires {feature}, which this version does not know.</source>
        <translation>更新包需要 {feature}，此程序不认识。</translation>
    </message>
    <message>
        <source>Update Fieldfare first.</source>
        <translation>请先更新 Fieldfare。</translation>
    </message>
    <message>
        <source>The bundle is incomplete: it has {have} bytes, {need} are needed.</source>
        <translation>更新包不完整：有 {have} 字节，需要 {need} 字节。</translation>
    </message>
    <message>
        <source>Copy or download the bundle again.</source>
        <translation>请重新复制或下载更新包。</translation>
    </message>
    <message>
        <source>The bundle is not signed.</source>
        <translation>更新包未签名。</translation>
    </message>
    <message>
        <source>Sign it with: fieldfare bundle sign.</source>
        <translation>请用以下命令签名：fieldfare bundle sign。</translation>
    </message>
    <message>
        <source>The compressed data is not what the signed index says: {detail}.</source>
        <translation>压缩数据与签名的索引不符：{detail}。</translation>
    </message>
    <message>
        <source>Do not install it; tell whoever built and signed the bundle.</source>
        <translation>不要安装它；请告知制作并签名更新包的人。</translation>
    </message>
    <message>
        <source>The recipe is not valid: {detail}.</source>
        <translation>配方无效：{detail}。</translation>
    </message>
    <message>
        <source>{path}, line {line}, key {key}</source>
        <translation>{path}，第 {line} 行，键 {key}</translation>
    </message>
    <message>
        <source>Correct the line; every key is explained in docs/RECIPE.md.</source>
        <translation>请更正该行；docs/RECIPE.md 说明每个键。</translation>
    </message>
    <message>
        <source>It cannot be seen whether the image carries a Fieldfare agent.</source>
        <translation>看不出映像是否含有 Fieldfare 代理程序。</translation>
    </message>
    <message>
        <source>Say it in the recipe: carries-agent = true or false under [release].</source>
        <translation>请在配方中说明：在 [release] 下写 carries-agent = true 或 false。</translation>
    </message>
    <message>
        <source>The configuration is not valid: {detail}.</source>
        <translation>配置无效：{detail}。</translation>
    </message>
    <message>
        <source>Correct the line.</source>
        <translation>请更正该行。</translation>
    </message>
    <message>
        <source>The image does not fit: it needs {need} bytes, the slot has {have}.</source>
        <translation>映像放不下：需要 {need} 字节，槽位有 {have} 字节。</translation>
    </message>
    <message>
        <source>slot {slot}</source>
        <translation>槽位 {slot}</translation>
    </message>
    <message>
        <source>Use a smaller image or a device with larger slots.</source>
        <translation>请使用较小的映像，或槽位较大的设备。</translation>
    </message>
    <message>
        <source>The slot is in use (mounted or opened by another program).</source>
        <translation>槽位正在使用（被挂载或被其他程序打开）。</translation>
    </message>
    <message>
        <source>Unmount it and try again.</source>
        <translation>请卸载后重试。</translation>
    </message>
    <message>
        <source>The device has no slot for this payload.</source>
        <translation>设备没有放此载荷的槽位。</translation>
    </message>
    <message>
        <source>payload {payload}, group {group}</source>
        <translation>载荷 {payload}，组 {group}</translation>
    </message>
    <message>
        <source>Check that the bundle is for this device.</source>
        <translation>请检查更新包是否适用于此设备。</translation>
    </message>
    <message>
        <source>The bundle is not for this device: it is for {want}, the device is {have}.</source>
        <translation>更新包不适用于此设备：它适用于 {want}，设备是 {have}。</translation>
    </message>
    <message>
        <source>Choose the bundle for this model.</source>
        <translation>请选择适用于此型号的更新包。</translation>
    </message>
    <message>
        <source>The release has epoch {have}; this device accepts {need} and newer.</source>
        <translation>版本的纪元是 {have}；此设备接受 {need} 及以上。</translation>
    </message>
    <message>
        <source>Use a newer release; going back below the floor is not possible.</source>
        <translation>请使用较新的版本；不能退到下限以下。</translation>
    </message>
    <message>
        <source>The release {have} is older than the running {want}.</source>
        <translation>版本 {have} 比正在运行的 {want} 旧。</translation>
    </message>
    <message>
        <source>Add --allow-older if that is what you want.</source>
        <translation>如果确实需要，请加上 --allow-older。</translation>
    </message>
    <message>
        <source>The release needs {want} to be installed first; the device runs {have}.</source>
        <translation>此版本要求先安装 {want}；设备运行的是 {have}。</translation>
    </message>
    <message>
        <source>Install that release first.</source>
        <translation>请先安装那个版本。</translation>
    </message>
    <message>
        <source>The release carries no Fieldfare agent: the device could not be reached after it.</source>
        <translation>版本不含 Fieldfare 代理程序：安装后将无法访问设备。</translation>
    </message>
    <message>
        <source>Add the agent to the image, or allow it in the device&apos;s policy.</source>
        <translation>请把代理程序加入映像，或在设备的策略中允许。</translation>
    </message>
    <message>
        <source>The running release is on trial and not yet committed.</source>
        <translation>正在运行的版本处于试运行，尚未确认。</translation>
    </message>
    <message>
        <source>{slot}</source>
        <translation>{slot}</translation>
    </message>
    <message>
        <source>Commit it or roll it back first.</source>
        <translation>请先确认或手动回滚。</translation>
    </message>
    <message>
        <source>Another installation is running.</source>
        <translation>另一个安装正在进行。</translation>
    </message>
    <message>
        <source>{id}</source>
        <translation>{id}</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>请等待或取消它。</translation>
    </message>
    <message>
        <source>There is no such installation.</source>
        <translation>没有这个安装。</translation>
    </message>
    <message>
        <source>Look at the device&apos;s status and offer the bundle again.</source>
        <translation>请查看设备状态，并重新提供更新包。</translation>
    </message>
    <message>
        <source>No release is on trial.</source>
        <translation>没有正在试运行的版本。</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>不需要做任何事。</translation>
    </message>
    <message>
        <source>There is no other good release to go back to.</source>
        <translation>没有其他完好的版本可以退回。</translation>
    </message>
    <message>
        <source>Install a release instead.</source>
        <translation>请改为安装一个版本。</translation>
    </message>
    <message>
        <source>The health check {check} failed: {detail}.</source>
        <translation>健康检查 {check} 未通过：{detail}。</translation>
    </message>
    <message>
        <source>The device went back to the release before. Correct the release and install it again.</source>
        <translation>设备已回到之前的版本。请改正此版本后重新安装。</translation>
    </message>
    <message>
        <source>The new release did not start; the boot loader went back to the one before.</source>
        <translation>新版本未能启动；引导程序已自动回退到之前的版本。</translation>
    </message>
    <message>
        <source>Look at the device&apos;s console log, correct the release and install it again.</source>
        <translation>请查看设备的控制台日志，改正此版本后重新安装。</translation>
    </message>
    <message>
        <source>A person rolled the release back.</source>
        <translation>有人手动回滚了此版本。</translation>
    </message>
    <message>
        <source>Install it again when it is wanted.</source>
        <translation>需要时请重新安装。</translation>
    </message>
    <message>
        <source>The medium did not keep what was written.</source>
        <translation>介质没有保存所写入的内容。</translation>
    </message>
    <message>
        <source>slot {slot}, byte {offset}</source>
        <translation>槽位 {slot}，第 {offset} 字节</translation>
    </message>
    <message>
        <source>Try again; if it happens again, replace the medium.</source>
        <translation>请重试；如果再次发生，请更换介质。</translation>
    </message>
    <message>
        <source>The source of the bundle went away: {detail}.</source>
        <translation>更新包的来源消失了：{detail}。</translation>
    </message>
    <message>
        <source>Offer the bundle again: the installation goes on where it stopped.</source>
        <translation>请重新提供更新包：安装会从停下的地方继续。</translation>
    </message>
    <message>
        <source>The installer&apos;s journal is damaged: {detail}.</source>
        <translation>安装程序的日志已损坏：{detail}。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the state was taken from the boot environment.</source>
        <translation>不需要做任何事：状态已从引导环境取得。</translation>
    </message>
    <message>
        <source>The device&apos;s data partition is full or read-only.</source>
        <translation>设备的数据分区已满或为只读。</translation>
    </message>
    <message>
        <source>Free space or repair it; commit and roll back still work.</source>
        <translation>请腾出空间或修复它；确认和手动回滚仍然可用。</translation>
    </message>
    <message>
        <source>The policy of this device does not allow it: {detail}.</source>
        <translation>此设备的策略不允许：{detail}。</translation>
    </message>
    <message>
        <source>Ask the owner of the device.</source>
        <translation>请询问设备的所有者。</translation>
    </message>
    <message>
        <source>The boot environment cannot be used: {detail}.</source>
        <translation>引导环境无法使用：{detail}。</translation>
    </message>
    <message>
        <source>See docs/BOOTLOADERS.md; fieldfare-installer check-config tells whether it is right again.</source>
        <translation>请参阅 docs/BOOTLOADERS.md；用 fieldfare-installer check-config 可确认是否已恢复正常。</translation>
    </message>
    <message>
        <source>It is not clear from which slot the device runs: {detail}.</source>
        <translation>不清楚设备从哪个槽位运行：{detail}。</translation>
    </message>
    <message>
        <source>Check the slots in device.toml against what is mounted.</source>
        <translation>请对照实际挂载情况检查 device.toml 中的槽位。</translation>
    </message>
    <message>
        <source>A message was not understood: {detail}.</source>
        <translation>无法理解消息：{detail}。</translation>
    </message>
    <message>
        <source>Update the older side; report it if both are current.</source>
        <translation>请更新较旧的一端；如果两端都是最新的，请报告此问题。</translation>
    </message>
    <message>
        <source>The device reported: {detail}.</source>
        <translation>设备报告：{detail}。</translation>
    </message>
    <message>
        <source>{device}</source>
        <translation>{device}</translation>
    </message>
    <message>
        <source>Look at the device&apos;s log.</source>
        <translation>请查看设备的日志。</translation>
    </message>
    <message>
        <source>The data did not start where it was expected ({have} instead of {need}).</source>
        <translation>数据不是从预期处开始（{have} 而不是 {need}）。</translation>
    </message>
    <message>
        <source>Ask the device for its needed ranges again.</source>
        <translation>请重新向设备询问所需的范围。</translation>
    </message>
    <message>
        <source>The server cannot be used: {detail}.</source>
        <translation>服务器无法使用：{detail}。</translation>
    </message>
    <message>
        <source>Use a server that supports range requests over HTTPS or HTTP.</source>
        <translation>请使用支持范围请求的 HTTPS 或 HTTP 服务器。</translation>
    </message>
    <message>
        <source>The device&apos;s installer does not answer: {detail}.</source>
        <translation>设备的安装程序没有应答：{detail}。</translation>
    </message>
    <message>
        <source>Wait a moment and try again; look at the device&apos;s log if it stays so.</source>
        <translation>请稍候重试；如果依然如此，请查看设备的日志。</translation>
    </message>
    <message>
        <source>The installation takes no data now; it is {state}.</source>
        <translation>安装现在不接收数据；它的状态是 {state}。</translation>
    </message>
    <message>
        <source>Resume it, or offer the bundle again.</source>
        <translation>请继续它，或重新提供更新包。</translation>
    </message>
    <message>
        <source>The installation is paused.</source>
        <translation>安装已暂停。</translation>
    </message>
    <message>
        <source>Continue it, then go on.</source>
        <translation>请先让它继续。</translation>
    </message>
    <message>
        <source>The device&apos;s API has no such address.</source>
        <translation>设备的接口没有这个地址。</translation>
    </message>
    <message>
        <source>Use versions of the programs that belong together.</source>
        <translation>请使用相互匹配的程序版本。</translation>
    </message>
    <message>
        <source>The address does not take the method {method}.</source>
        <translation>该地址不接受方法 {method}。</translation>
    </message>
    <message>
        <source>The request was not understood: {detail}.</source>
        <translation>无法理解请求：{detail}。</translation>
    </message>
    <message>
        <source>The device has as many connections as it allows.</source>
        <translation>设备的连接数已达上限。</translation>
    </message>
    <message>
        <source>Close other programs that speak to it, then try again.</source>
        <translation>请关闭其他与它通信的程序，然后重试。</translation>
    </message>
    <message>
        <source>The device does not answer: {detail}.</source>
        <translation>设备没有应答：{detail}。</translation>
    </message>
    <message>
        <source>Check the cable, the address and that the agent runs.</source>
        <translation>请检查网线、地址，以及代理程序是否在运行。</translation>
    </message>
    <message>
        <source>The link to the device was lost.</source>
        <translation>与设备的连接中断。</translation>
    </message>
    <message>
        <source>Check the network and push again: it goes on where it stopped.</source>
        <translation>请检查网络并再次推送：会从停下的地方继续。</translation>
    </message>
    <message>
        <source>No secure connection: {detail}.</source>
        <translation>无法建立安全连接：{detail}。</translation>
    </message>
    <message>
        <source>Check the identity and the trusted root on both ends.</source>
        <translation>请检查两端的身份和所信任的根证书。</translation>
    </message>
    <message>
        <source>Another device answered: {have} instead of {want}.</source>
        <translation>应答的是另一台设备：{have}，而不是 {want}。</translation>
    </message>
    <message>
        <source>Check the address; remove the remembered device if it was replaced.</source>
        <translation>请检查地址；如果设备已更换，请删除记住的设备。</translation>
    </message>
    <message>
        <source>This laptop has no technician&apos;s identity.</source>
        <translation>这台电脑没有技术员的身份。</translation>
    </message>
    <message>
        <source>Give --key and --cert, or import one with: fieldfare keys import.</source>
        <translation>请给出 --key 和 --cert，或用以下命令导入：fieldfare keys import。</translation>
    </message>
    <message>
        <source>Devices cannot be searched for: the Avahi service does not answer ({detail}).</source>
        <translation>无法查找设备：Avahi 服务没有应答（{detail}）。</translation>
    </message>
    <message>
        <source>Install and start avahi-daemon, or give the device&apos;s address with --to.</source>
        <translation>请安装并启动 avahi-daemon，或用 --to 给出设备的地址。</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>（%1）</translation>
    </message>
    <message>
        <source>The file system has blocks of {have} bytes: devices will fetch more than they would have to.</source>
        <translation>文件系统的块大小为 {have} 字节：设备要取的会比必要的多。</translation>
    </message>
    <message>
        <source>Make it with blocks of 4096 bytes: mkfs.ext4 -b 4096.</source>
        <translation>请用 4096 字节的块制作：mkfs.ext4 -b 4096。</translation>
    </message>
    <message>
        <source>The token refused the PIN.</source>
        <translation>令牌拒绝了该 PIN。</translation>
    </message>
    <message>
        <source>Enter it again with care: after a few wrong ones a token locks itself.</source>
        <translation>请仔细重新输入：输错几次后令牌会自行锁定。</translation>
    </message>
    <message>
        <source>The token is locked after too many wrong PINs.</source>
        <translation>PIN 输错次数过多，令牌已锁定。</translation>
    </message>
    <message>
        <source>Have the token&apos;s security officer unlock it; until then no PIN opens it.</source>
        <translation>请由令牌的安全管理员解锁；在此之前任何 PIN 都无法打开它。</translation>
    </message>
    <message>
        <source>The token is not inserted, or holds no such key.</source>
        <translation>令牌未插入，或其中没有这个密钥。</translation>
    </message>
    <message>
        <source>Insert the token, and compare the address with what pkcs11-tool --list-objects --login shows.</source>
        <translation>请插入令牌，并把地址与 pkcs11-tool --list-objects --login 的输出进行比对。</translation>
    </message>
    <message>
        <source>The backup cannot be used: {detail}.</source>
        <translation>备份无法使用：{detail}。</translation>
    </message>
    <message>
        <source>Use another copy of it; make a new one as long as the fleet&apos;s folder is there.</source>
        <translation>请使用另一份副本；只要设备群文件夹还在，就重新做一份备份。</translation>
    </message>
    <message>
        <source>The log of what was done is not whole: {detail}.</source>
        <translation>活动日志不完整：{detail}。</translation>
    </message>
    <message>
        <source>Keep a copy of its files, and find out who changed it.</source>
        <translation>请保留其文件的副本，并查明是谁改动的。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>good</source>
        <translation>完好</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>checking the bundle</source>
        <translation>正在检查更新包</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>reading back</source>
        <translation>正在回读</translation>
    </message>
    <message>
        <source>installed, waits for the restart</source>
        <translation>已安装，等待重启</translation>
    </message>
    <message>
        <source>on trial</source>
        <translation>试运行中</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>fell back</source>
        <translation>已自动回退</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
</TS>
