<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActivityChooser</name>
    <message>
        <source>Save the shown entries</source>
        <translation>保存显示的记录</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>电子表格 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Signed copy of the whole log (*.fflog)</source>
        <translation>整个日志的签名副本 (*.fflog)</translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>%1 of %2 entries</source>
        <translation>%1 条，共 %2 条</translation>
    </message>
    <message>
        <source>The log was changed or damaged</source>
        <translation>记录被改动或已损坏</translation>
    </message>
    <message>
        <source>What stands before it is as it was written. Keep a copy of the file and find out who changed it.</source>
        <translation>此前的记录与写入时一致。请保留该文件的副本，并查明是谁改动的。</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>No entry matches.</source>
        <translation>没有匹配的记录。</translation>
    </message>
    <message>
        <source>Nothing was done yet</source>
        <translation>还没有任何操作</translation>
    </message>
    <message>
        <source>Pushes and what becomes of each device, acts with keys, and what is done to a device by hand are written here. Each entry carries the checksum of the one before it: what is changed later is seen.</source>
        <translation>这里记录推送及每台设备的结果、密钥操作，以及对设备的手动操作。每条记录都带有前一条的校验值：事后的改动会被发现。</translation>
    </message>
</context>
<context>
    <name>ActivityTools</name>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>All devices</source>
        <translation>所有设备</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Passphrase of the technician&apos;s key</source>
        <translation>技术员密钥的口令</translation>
    </message>
    <message>
        <source>It signs the copy of the log.</source>
        <translation>它用于签署日志的副本。</translation>
    </message>
</context>
<context>
    <name>ActivityWords</name>
    <message>
        <source>Push started</source>
        <translation>推送开始</translation>
    </message>
    <message>
        <source>Device done</source>
        <translation>设备完成</translation>
    </message>
    <message>
        <source>Push finished</source>
        <translation>推送结束</translation>
    </message>
    <message>
        <source>Restarted by hand</source>
        <translation>手动重启</translation>
    </message>
    <message>
        <source>Committed by hand</source>
        <translation>手动确认</translation>
    </message>
    <message>
        <source>Rolled back by hand</source>
        <translation>手动回滚</translation>
    </message>
    <message>
        <source>Bundle signed</source>
        <translation>已签名更新包</translation>
    </message>
    <message>
        <source>Bundle built, not signed</source>
        <translation>已构建更新包，未签名</translation>
    </message>
    <message>
        <source>Fleet created</source>
        <translation>已创建设备群</translation>
    </message>
    <message>
        <source>Fleet joined</source>
        <translation>已加入设备群</translation>
    </message>
    <message>
        <source>Key issued</source>
        <translation>已签发密钥</translation>
    </message>
    <message>
        <source>Request approved</source>
        <translation>已批准申请</translation>
    </message>
    <message>
        <source>Key renewed</source>
        <translation>已续期密钥</translation>
    </message>
    <message>
        <source>Key revoked</source>
        <translation>已吊销密钥</translation>
    </message>
    <message>
        <source>Key opened by its passphrase</source>
        <translation>已用密码短语打开密钥</translation>
    </message>
    <message>
        <source>Keys locked</source>
        <translation>已锁定密钥</translation>
    </message>
    <message>
        <source>Practice made</source>
        <translation>已建立练习环境</translation>
    </message>
    <message>
        <source>Practice removed</source>
        <translation>已移除练习环境</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>已重启</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>Fell back</source>
        <translation>自动回退</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Pushes</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Bundles</source>
        <translation>更新包</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Entry %1 in %2 cannot be read.</source>
        <translation>%2 中第 %1 条无法读取。</translation>
    </message>
    <message>
        <source>Before entry %1 in %2, entries are missing.</source>
        <translation>%2 中第 %1 条之前缺少记录。</translation>
    </message>
    <message>
        <source>Entry %1 in %2 does not follow the one before it.</source>
        <translation>%2 中第 %1 条与前一条不衔接。</translation>
    </message>
    <message>
        <source>Authority backed up</source>
        <translation>已备份签发机构</translation>
    </message>
    <message>
        <source>Authority restored</source>
        <translation>已恢复签发机构</translation>
    </message>
    <message>
        <source>Passphrase changed</source>
        <translation>已更换口令</translation>
    </message>
    <message>
        <source>Key imported</source>
        <translation>已导入密钥</translation>
    </message>
</context>
<context>
    <name>AddDeviceDialog</name>
    <message>
        <source>Add a device by its address</source>
        <translation>按地址添加设备</translation>
    </message>
    <message>
        <source>A name, an IPv4 or an IPv6 address; with another port than 8443, add it after a colon. At the other end of a single cable: fe80::…%eth0.</source>
        <translation>主机名、IPv4 或 IPv6 地址；端口不是 8443 时，在冒号后写出。网线直连时：fe80::…%eth0。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Note (for you)</source>
        <translation>备注（仅供自己查看）</translation>
    </message>
    <message>
        <source>Hall 3, second cabinet</source>
        <translation>3 号车间，第二个机柜</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>ApproveKeyPage</name>
    <message>
        <source>Approve a request</source>
        <translation>批准申请</translation>
    </message>
    <message>
        <source>The file NAME.request</source>
        <translation>文件 NAME.request</translation>
    </message>
    <message>
        <source>A request is not secret, but somebody may have changed it on its way: compare the fingerprint by phone.</source>
        <translation>申请不是机密，但途中可能被人改动：请通过电话核对指纹。</translation>
    </message>
    <message>
        <source>Wants to be</source>
        <translation>申请成为</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>That is</source>
        <translation>即</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>They read the same fingerprint to me</source>
        <translation>对方向我读出了相同的指纹</translation>
    </message>
    <message>
        <source>They have a certificate of this name already, and this one follows it</source>
        <translation>对方已有此名称的证书，本证书接替它</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose the request</source>
        <translation>选择申请</translation>
    </message>
    <message>
        <source>Requests (*.request)</source>
        <translation>申请 (*.request)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>BundleChooser</name>
    <message>
        <source>Choose a bundle</source>
        <translation>选择更新包</translation>
    </message>
    <message>
        <source>Fieldfare bundles (*.ffb)</source>
        <translation>Fieldfare 更新包 (*.ffb)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>BundleComparison</name>
    <message>
        <source>Nothing</source>
        <translation>不比较</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
</context>
<context>
    <name>BundlePage</name>
    <message>
        <source>Back to the bundles</source>
        <translation>返回更新包列表</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Push…</source>
        <translation>推送…</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名者</translation>
    </message>
    <message>
        <source>Move %1 to the trash?</source>
        <translation>将 %1 移到回收站？</translation>
    </message>
    <message>
        <source>Devices that have it are not touched.</source>
        <translation>已安装它的设备不受影响。</translation>
    </message>
</context>
<context>
    <name>BundleRow</name>
    <message>
        <source>for %1</source>
        <translation>适用于 %1</translation>
    </message>
</context>
<context>
    <name>BundleWords</name>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>维护</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>发布名称</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>纪元</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>构建时间</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Needs before</source>
        <translation>须先安装</translation>
    </message>
    <message>
        <source>Carries the agent</source>
        <translation>包含代理程序</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no: devices refuse it</source>
        <translation>否：设备会拒绝它</translation>
    </message>
    <message>
        <source>Fixes</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>映像 %1</translation>
    </message>
    <message>
        <source>%1, of which %2 are data; for the slots %3</source>
        <translation>%1，其中数据 %2；用于槽位 %3</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Signature trusted</source>
        <translation>签名可信</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>未签名</translation>
    </message>
    <message>
        <source>Not trusted</source>
        <translation>不受信任</translation>
    </message>
    <message>
        <source>Signed; no fleet yet</source>
        <translation>已签名；尚无设备群</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>This fleet trusts it</source>
        <translation>本设备群信任</translation>
    </message>
    <message>
        <source>somebody unknown</source>
        <translation>未知签名者</translation>
    </message>
    <message>
        <source>Content of %1</source>
        <translation>%1 的内容</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名者</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>A device that runs %1 fetches %2 of %3 for %4.</source>
        <translation>运行 %1 的设备安装 %4 只需传输 %2（共 %3）。</translation>
    </message>
    <message>
        <source>It refuses it if it has committed %1: the epoch is lower.</source>
        <translation>如果设备已确认 %1，它会拒绝安装：纪元更低。</translation>
    </message>
</context>
<context>
    <name>BundlesPage</name>
    <message>
        <source>Bundles</source>
        <translation>更新包</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>更换文件夹…</translation>
    </message>
    <message>
        <source>New bundle</source>
        <translation>新建更新包</translation>
    </message>
    <message>
        <source>%1 is being copied into the library…</source>
        <translation>正在将 %1 复制到库中…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>No bundle yet</source>
        <translation>还没有更新包</translation>
    </message>
    <message>
        <source>A bundle is one signed release in one file (.ffb): what devices install. Make one out of the images that your build system gives, or drop bundles here; they are copied into the folder above.</source>
        <translation>更新包是一个文件（.ffb），包含一个已签名的版本，供设备安装。用构建系统生成的映像新建一个，或把更新包拖到这里；它们会被复制到上面的文件夹。</translation>
    </message>
    <message>
        <source>The folder with your bundles</source>
        <translation>存放更新包的文件夹</translation>
    </message>
</context>
<context>
    <name>CertificateRow</name>
    <message>
        <source>%1, issued on %2</source>
        <translation>%1，签发于 %2</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>续期</translation>
    </message>
    <message>
        <source>Renew %1</source>
        <translation>续期 %1</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>吊销…</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>吊销 %1</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>CreateFleetPage</name>
    <message>
        <source>At least 12 characters; a few words are good.</source>
        <translation>至少 12 个字符；用几个词组成较好。</translation>
    </message>
    <message>
        <source>Create a fleet</source>
        <translation>创建设备群</translation>
    </message>
    <message>
        <source>Five keys are made: a root, and one authority each for releases, technicians, devices and depots. They lie encrypted in one folder.</source>
        <translation>将生成五个密钥：一个根密钥，以及发布、技术员、设备和仓库各一个签发密钥。它们加密存放在一个文件夹中。</translation>
    </message>
    <message>
        <source>Name of the fleet</source>
        <translation>设备群名称</translation>
    </message>
    <message>
        <source>Letters, digits and . _ -, 64 at most; it does not begin with . or -</source>
        <translation>字母、数字和 . _ -，最多 64 个；不能以 . 或 - 开头</translation>
    </message>
    <message>
        <source>It stands in every certificate.</source>
        <translation>它会写入每个证书。</translation>
    </message>
    <message>
        <source>Folder for the keys</source>
        <translation>存放密钥的文件夹</translation>
    </message>
    <message>
        <source>It is made anew. A folder on a stick is best: it is needed only to issue, approve and revoke.</source>
        <translation>将新建此文件夹。最好放在 U 盘上：只有签发、批准和吊销时才需要它。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码短语</translation>
    </message>
    <message>
        <source>Nobody can recover it.</source>
        <translation>任何人都无法找回它。</translation>
    </message>
    <message>
        <source>The same passphrase once more</source>
        <translation>再次输入密码短语</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>Also make this laptop a technician of it, and a first release key, both with this passphrase</source>
        <translation>同时让这台电脑成为其技术员，并生成第一个发布密钥，两者都使用此密码短语</translation>
    </message>
    <message>
        <source>Your name as a technician</source>
        <translation>您的技术员名称</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>In which folder? The fleet gets one of its own there</source>
        <translation>放在哪个文件夹中？设备群会在其中有自己的文件夹</translation>
    </message>
    <message>
        <source>It stands in your certificate.</source>
        <translation>它会写入您的证书。</translation>
    </message>
</context>
<context>
    <name>DescribeDialog</name>
    <message>
        <source>Note and group of %1</source>
        <translation>%1 的备注和分组</translation>
    </message>
    <message>
        <source>Note (for you)</source>
        <translation>备注（仅供自己查看）</translation>
    </message>
    <message>
        <source>Hall 3, second cabinet</source>
        <translation>3 号车间，第二个机柜</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Put into group %1</source>
        <translation>放入分组 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>DeviceActions</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Restart…</source>
        <translation>重启…</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>手动回滚…</translation>
    </message>
    <message>
        <source>Restart %1?</source>
        <translation>重启 %1？</translation>
    </message>
    <message>
        <source>What it does now is interrupted. An installation that is under way goes on afterwards.</source>
        <translation>当前工作将被中断。正在进行的安装会在之后继续。</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Roll %1 back?</source>
        <translation>手动回滚 %1？</translation>
    </message>
    <message>
        <source>It leaves %1 and restarts at once into %2.</source>
        <translation>它将离开 %1，并立即重启进入 %2。</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>手动回滚</translation>
    </message>
</context>
<context>
    <name>DeviceCertificates</name>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>They are seen once the device is connected.</source>
        <translation>设备连接后即可看到。</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>复制指纹</translation>
    </message>
</context>
<context>
    <name>DeviceCheck</name>
    <message>
        <source>Connection check</source>
        <translation>连接检查</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Tries everything that a connection needs, from the name to the clock, and says where it ends.</source>
        <translation>从名称到时钟，逐项尝试连接所需的一切，并指出在哪一步中止。</translation>
    </message>
</context>
<context>
    <name>DeviceFacts</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
</context>
<context>
    <name>DeviceHistory</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Nothing was pushed to it from this computer yet.</source>
        <translation>还没有从这台电脑向它推送过。</translation>
    </message>
</context>
<context>
    <name>DeviceList</name>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>No device matches “%1”.</source>
        <translation>没有与“%1”匹配的设备。</translation>
    </message>
</context>
<context>
    <name>DeviceLog</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Copy the shown lines</source>
        <translation>复制显示的行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Waiting for lines…</source>
        <translation>正在等待日志…</translation>
    </message>
    <message>
        <source>Follow shows the last lines of the device’s log, and new ones as they come.</source>
        <translation>“跟踪”显示设备日志的最后几行，并实时显示新的日志。</translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Copy SSH command</source>
        <translation>复制 SSH 命令</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Remove %1 from the list?</source>
        <translation>从列表中移除 %1？</translation>
    </message>
    <message>
        <source>The device itself is not touched. It appears again when it is found on the network or added by its address.</source>
        <translation>设备本身不受影响。在网络上再次发现它或按地址添加后，它会重新出现。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Note and group…</source>
        <translation>备注和分组…</translation>
    </message>
</context>
<context>
    <name>DeviceNotices</name>
    <message>
        <source>Your key is locked</source>
        <translation>您的密钥已锁定</translation>
    </message>
    <message>
        <source>Devices are reached once its passphrase is entered.</source>
        <translation>输入密码短语后即可连接设备。</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
    <message>
        <source>Resume goes on with those devices, from what they have received.</source>
        <translation>继续推送会从这些设备已收到的数据处接着进行。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续推送</translation>
    </message>
    <message>
        <source>Do not resume</source>
        <translation>不再继续</translation>
    </message>
    <message>
        <source>The settings file is not as it should be</source>
        <translation>设置文件有误</translation>
    </message>
    <message>
        <source>What is wrong in it is not used; defaults are.</source>
        <translation>其中有误的内容不会使用，改用默认值。</translation>
    </message>
    <message>
        <source>Devices are not found by themselves</source>
        <translation>无法自动发现设备</translation>
    </message>
    <message>
        <source>Avahi does not run on this computer. Start it (systemctl start avahi-daemon), or add devices by their address.</source>
        <translation>本机未运行 Avahi。请启动它（systemctl start avahi-daemon），或按地址添加设备。</translation>
    </message>
    <message>
        <source>Add address</source>
        <translation>添加地址</translation>
    </message>
</context>
<context>
    <name>DevicePage</name>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>seen: %1</source>
        <translation>上次在线：%1</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
</context>
<context>
    <name>DeviceSectionHeader</name>
    <message>
        <source>%1, devices: %2, folded</source>
        <translation>%1，%2 台设备，已折叠</translation>
    </message>
    <message>
        <source>%1, devices: %2</source>
        <translation>%1，%2 台设备</translation>
    </message>
</context>
<context>
    <name>DeviceSlots</name>
    <message>
        <source>Slots of %1</source>
        <translation>%1 的槽位</translation>
    </message>
    <message>
        <source>%1, in use</source>
        <translation>%1，使用中</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Health check %1</source>
        <translation>健康检查 %1</translation>
    </message>
</context>
<context>
    <name>DeviceTools</name>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>所有分组</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>By release</source>
        <translation>按版本</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>按型号</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>One device by its address…</source>
        <translation>按地址添加一台…</translation>
    </message>
    <message>
        <source>Many from a table (CSV)…</source>
        <translation>从表格（CSV）批量添加…</translation>
    </message>
    <message>
        <source>Show the push</source>
        <translation>显示推送</translation>
    </message>
    <message>
        <source>Push…</source>
        <translation>推送…</translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Reading back</source>
        <translation>正在回读</translation>
    </message>
    <message>
        <source>Waits for restart</source>
        <translation>等待重启</translation>
    </message>
    <message>
        <source>On trial</source>
        <translation>试运行中</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>Fell back</source>
        <translation>已自动回退</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>No identity yet</source>
        <translation>尚无身份</translation>
    </message>
    <message>
        <source>Another fleet</source>
        <translation>其他设备群</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Went back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>版本过旧</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>This device has no identity yet: it has to be enrolled first.</source>
        <translation>此设备尚无身份：必须先登记。</translation>
    </message>
    <message>
        <source>This device belongs to another fleet.</source>
        <translation>此设备属于其他设备群。</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Key list damaged</source>
        <translation>吊销列表损坏</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
</context>
<context>
    <name>ErrorBox</name>
    <message>
        <source>Hide details</source>
        <translation>隐藏详细信息</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>FleetActs</name>
    <message>
        <source>The fleet %1 is made.</source>
        <translation>设备群 %1 已创建。</translation>
    </message>
    <message>
        <source>The fleet %1 is made, this laptop is its technician %2, and %3 signs its bundles.</source>
        <translation>设备群 %1 已创建，这台电脑是其技术员 %2，由 %3 为更新包签名。</translation>
    </message>
    <message>
        <source>%1 is issued, and valid until %2.</source>
        <translation>%1 已签发，有效期至 %2。</translation>
    </message>
    <message>
        <source>The answer for %1 is written. Carry it back, and read the fleet&apos;s fingerprint to them.</source>
        <translation>给 %1 的答复已写好。请带回给对方，并向对方读出设备群的指纹。</translation>
    </message>
    <message>
        <source>List %1 of revoked keys is signed.</source>
        <translation>第 %1 号吊销列表已签名。</translation>
    </message>
    <message>
        <source>This laptop&apos;s pushes carry it from now on.</source>
        <translation>这台电脑今后的推送都会携带它。</translation>
    </message>
    <message>
        <source>Carry it to the laptops of the fleet; their pushes bring it to devices.</source>
        <translation>请把它带给设备群的各台电脑；它们的推送会把它带到设备上。</translation>
    </message>
    <message>
        <source>What devices and laptops need to trust this fleet is in %1.</source>
        <translation>设备和电脑信任本设备群所需的文件在 %1 中。</translation>
    </message>
    <message>
        <source>The backup is written and was read back. Take the stick out, and keep it in another building than the fleet&apos;s folder.</source>
        <translation>备份已写入并读回核对。请取下 U 盘，并与设备群的文件夹分别存放在不同的建筑物中。</translation>
    </message>
    <message>
        <source>The backup is written and was read back. It holds %1 of the five keys; the others are kept elsewhere.</source>
        <translation>备份已写入并读回核对。它包含五个密钥中的 %1 个；其余的保存在别处。</translation>
    </message>
    <message>
        <source>The fleet %1 is here again, as it was when the backup was made. What was revoked since then must be revoked again.</source>
        <translation>设备群 %1 已恢复为备份时的状态。此后吊销的须重新吊销。</translation>
    </message>
    <message>
        <source>The fleet&apos;s keys have the new passphrase. Backups made before, and keys that were issued, keep the old one: make a new backup now.</source>
        <translation>设备群的密钥已改用新口令。之前的备份和已签发的密钥仍使用旧口令：请立即重新备份。</translation>
    </message>
</context>
<context>
    <name>FleetCard</name>
    <message>
        <source>The fleet whose keys are kept here</source>
        <translation>密钥保存在此处的设备群</translation>
    </message>
    <message>
        <source>Fingerprint of its root: %1</source>
        <translation>根证书指纹：%1</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>复制指纹</translation>
    </message>
    <message>
        <source>Keep a copy in another place</source>
        <translation>在另一处保存副本</translation>
    </message>
    <message>
        <source>This folder and its passphrase rule every device of the fleet. Best it lies on a stick in a safe, a copy of it in another building, and the passphrase in a third place. If every copy or the passphrase is lost, the fleet can never be updated again.</source>
        <translation>谁拥有此文件夹和密码短语，谁就能控制设备群的每台设备。最好把它放在保险柜中的 U 盘上，副本放在另一栋楼里，密码短语放在第三处。如果所有副本或密码短语丢失，设备群将永远无法再更新。</translation>
    </message>
    <message>
        <source>Issue a key…</source>
        <translation>签发密钥…</translation>
    </message>
    <message>
        <source>Approve a request…</source>
        <translation>批准申请…</translation>
    </message>
    <message>
        <source>Export what devices need…</source>
        <translation>导出设备所需文件…</translation>
    </message>
    <message>
        <source>Close this fleet</source>
        <translation>关闭此设备群</translation>
    </message>
    <message>
        <source>Where root.crt and the list of revoked keys go</source>
        <translation>root.crt 和吊销列表的存放位置</translation>
    </message>
    <message>
        <source>Backup and passphrase…</source>
        <translation>备份与口令…</translation>
    </message>
</context>
<context>
    <name>FleetCertificates</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Nothing was issued yet.</source>
        <translation>尚未签发任何证书。</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Revoke %1 (%2)?</source>
        <translation>吊销 %1（%2）？</translation>
    </message>
    <message>
        <source>A revoked key never comes back. Every device that gets the new list refuses it; a push brings the list to devices by itself.</source>
        <translation>吊销的密钥不可恢复。收到新列表的每台设备都会拒绝它；推送会自动把列表带到设备上。</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Back to the keys</source>
        <translation>返回密钥</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Devices from %1</source>
        <translation>来自 %1 的设备</translation>
    </message>
    <message>
        <source>Devices from a table</source>
        <translation>从表格导入设备</translation>
    </message>
    <message>
        <source>A CSV file, as every spreadsheet saves it. Its first line names the columns: address, and if you like note and group.</source>
        <translation>电子表格保存的 CSV 文件。第一行是列名：address（地址），以及可选的 note（备注）和 group（分组）。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>IssueKeyPage</name>
    <message>
        <source>Issue a key</source>
        <translation>签发密钥</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Letters, digits and . _ -, 64 at most; it does not begin with . or -</source>
        <translation>字母、数字和 . _ -，最多 64 个；不能以 . 或 - 开头</translation>
    </message>
    <message>
        <source>A device is known by this name for ever. Keys of releases and technicians get the fleet&apos;s passphrase; those of devices and depots none, since nobody is there to type it.</source>
        <translation>设备将永远使用此名称。发布和技术员的密钥使用设备群的密码短语；设备和仓库的密钥没有密码短语，因为没有人在场输入。</translation>
    </message>
    <message>
        <source>Folder for key and certificate</source>
        <translation>密钥和证书的文件夹</translation>
    </message>
    <message>
        <source>Empty: in the fleet&apos;s folder.</source>
        <translation>留空：放在设备群的文件夹中。</translation>
    </message>
    <message>
        <source>Better for people: they make their key themselves and send a request (Join a fleet). Then no key travels.</source>
        <translation>对人员来说更好的办法：由本人生成密钥并发送申请（加入设备群）。这样密钥不会被传送。</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>签发</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>JobTray</name>
    <message>
        <source>Nothing is running</source>
        <translation>当前没有任务</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>JoinFleetPage</name>
    <message>
        <source>Join a fleet</source>
        <translation>加入设备群</translation>
    </message>
    <message>
        <source>1. Make a request, and carry it to whoever keeps the fleet&apos;s keys</source>
        <translation>1. 生成申请，带给保管设备群密钥的人</translation>
    </message>
    <message>
        <source>Your name as a technician</source>
        <translation>您的技术员名称</translation>
    </message>
    <message>
        <source>Letters, digits and . _ -, 64 at most; it does not begin with . or -</source>
        <translation>字母、数字和 . _ -，最多 64 个；不能以 . 或 - 开头</translation>
    </message>
    <message>
        <source>Folder for the request</source>
        <translation>存放申请的文件夹</translation>
    </message>
    <message>
        <source>The key is made there too; it never leaves this computer.</source>
        <translation>密钥也在那里生成；它绝不离开这台电脑。</translation>
    </message>
    <message>
        <source>A passphrase for your key</source>
        <translation>为您的密钥设置密码短语</translation>
    </message>
    <message>
        <source>It is asked for when Fieldfare starts. Without one, whoever takes this laptop is you.</source>
        <translation>Fieldfare 启动时会询问它。如果没有，拿到这台电脑的人就能冒充您。</translation>
    </message>
    <message>
        <source>Make the request</source>
        <translation>生成申请</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Key (stays here)</source>
        <translation>密钥（留在此处）</translation>
    </message>
    <message>
        <source>Fingerprint, to be read to the keeper</source>
        <translation>指纹，读给保管人核对</translation>
    </message>
    <message>
        <source>2. Take the answer that comes back</source>
        <translation>2. 导入返回的答复</translation>
    </message>
    <message>
        <source>The file NAME.answer</source>
        <translation>文件 NAME.answer</translation>
    </message>
    <message>
        <source>NAME.key is looked for beside it, or where the request was made.</source>
        <translation>会在它旁边或生成申请的位置查找 NAME.key。</translation>
    </message>
    <message>
        <source>You become</source>
        <translation>您将成为</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>of the fleet</source>
        <translation>所属设备群</translation>
    </message>
    <message>
        <source>Fingerprint of its root</source>
        <translation>根证书指纹</translation>
    </message>
    <message>
        <source>The keeper read the same fingerprint to me</source>
        <translation>保管人向我读出了相同的指纹</translation>
    </message>
    <message>
        <source>Passphrase of your key</source>
        <translation>您的密钥的密码短语</translation>
    </message>
    <message>
        <source>Join, in place of the identity that is here</source>
        <translation>加入，并替换现有身份</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose the answer</source>
        <translation>选择答复</translation>
    </message>
    <message>
        <source>Answers (*.answer)</source>
        <translation>答复 (*.answer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>KeepFleetPage</name>
    <message>
        <source>At least 12 characters; a few words are good.</source>
        <translation>至少 12 个字符；用几个词组成较好。</translation>
    </message>
    <message>
        <source>Keep the fleet %1</source>
        <translation>保管设备群 %1</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>A backup is a folder with the encrypted keys of the fleet&apos;s root and authorities, and with what they issued and revoked. With it and the passphrase you can issue, approve and revoke on any other computer; without any copy the fleet can never be updated again. Keys that were issued are not in it.</source>
        <translation>备份是一个文件夹，其中有设备群的根和各签发机构的加密密钥，以及它们签发和吊销的记录。有了它和口令，就可以在任何其他计算机上签发、批准和吊销；若没有任何副本，设备群将再也无法更新。已签发的密钥不在其中。</translation>
    </message>
    <message>
        <source>Put it on a stick that is kept in another building, and the passphrase in a third place. Make a new one after each key that is issued, approved or revoked. To come back from it: Keys, Restore from a backup.</source>
        <translation>请把它放在 U 盘上并存放于另一栋建筑物，口令存放在第三处。每签发、批准或吊销一个密钥后都要重新备份。恢复方法：密钥，从备份恢复。</translation>
    </message>
    <message>
        <source>Where the backup goes</source>
        <translation>备份存放位置</translation>
    </message>
    <message>
        <source>A folder of its own is made there, and read back when it is written.</source>
        <translation>会在那里建立一个单独的文件夹，写完后读回核对。</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Another passphrase</source>
        <translation>更换口令</translation>
    </message>
    <message>
        <source>The keys in this folder are encrypted anew. Backups and other copies keep the old passphrase, and so do keys that were issued: if somebody knows the old one, destroy those backups.</source>
        <translation>此文件夹中的密钥会重新加密。备份和其他副本仍使用旧口令，已签发的密钥也一样：如果旧口令已被他人知道，请销毁那些备份。</translation>
    </message>
    <message>
        <source>The passphrase that it has</source>
        <translation>现在的口令</translation>
    </message>
    <message>
        <source>The new one</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>Nobody can recover it.</source>
        <translation>任何人都无法找回它。</translation>
    </message>
    <message>
        <source>The new one once more</source>
        <translation>再次输入新口令</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>更换口令</translation>
    </message>
</context>
<context>
    <name>KeyWords</name>
    <message>
        <source>Expired on %1</source>
        <translation>已于 %1 过期</translation>
    </message>
    <message>
        <source>Expires soon: %1</source>
        <translation>即将过期：%1</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>Release key</source>
        <translation>发布密钥</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>技术员</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Depot</source>
        <translation>仓库服务器</translation>
    </message>
    <message>
        <source>Signs bundles. Every device of the fleet installs what it has signed.</source>
        <translation>为更新包签名。设备群中的每台设备都会安装它签名的内容。</translation>
    </message>
    <message>
        <source>A laptop that may connect to devices, push bundles, restart and roll back. It cannot sign.</source>
        <translation>可以连接设备、推送更新包、重启和手动回滚的电脑。不能签名。</translation>
    </message>
    <message>
        <source>Shows a laptop that the device belongs to this fleet. It can do nothing else.</source>
        <translation>向电脑证明该设备属于本设备群。没有其他权限。</translation>
    </message>
    <message>
        <source>A server that devices may fetch signed bundles from.</source>
        <translation>供设备获取已签名更新包的服务器。</translation>
    </message>
</context>
<context>
    <name>KeysArea</name>
    <message>
        <source>Passphrase of the fleet %1</source>
        <translation>设备群 %1 的密码短语</translation>
    </message>
    <message>
        <source>It opens the keys of the fleet&apos;s authorities, which sign certificates.</source>
        <translation>它用于打开设备群的签发密钥，以便签发证书。</translation>
    </message>
    <message>
        <source>Ask for a release key</source>
        <translation>申请发布密钥</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>密钥名称</translation>
    </message>
    <message>
        <source>It is asked for at each build. Without one, whoever takes this key signs for the whole fleet.</source>
        <translation>每次构建时都会询问。没有口令时，拿走此密钥的人就能替整个设备群签名。</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Take the certificate</source>
        <translation>接收证书</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
    <message>
        <source>The keys of no fleet are open here</source>
        <translation>此处没有打开任何设备群的密钥</translation>
    </message>
    <message>
        <source>A fleet is the devices that trust the same root. Whoever keeps its keys decides who may sign releases and who may connect. Create one if you begin; open its folder if you keep its keys; everybody else joins with a request.</source>
        <translation>设备群是信任同一根证书的所有设备。保管其密钥的人决定谁可以签名版本、谁可以连接。初次使用请创建一个；如果您保管密钥，请打开其文件夹；其他人通过申请加入。</translation>
    </message>
    <message>
        <source>Create a fleet</source>
        <translation>创建设备群</translation>
    </message>
    <message>
        <source>Open a fleet&apos;s folder…</source>
        <translation>打开设备群文件夹…</translation>
    </message>
    <message>
        <source>The folder with the fleet&apos;s keys</source>
        <translation>存放设备群密钥的文件夹</translation>
    </message>
    <message>
        <source>Restore from a backup…</source>
        <translation>从备份恢复…</translation>
    </message>
</context>
<context>
    <name>LaptopCard</name>
    <message>
        <source>This laptop</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Belongs to no fleet yet</source>
        <translation>尚不属于任何设备群</translation>
    </message>
    <message>
        <source>Renew, or join another…</source>
        <translation>续期或加入其他设备群…</translation>
    </message>
    <message>
        <source>Join a fleet…</source>
        <translation>加入设备群…</translation>
    </message>
    <message>
        <source>Devices let only technicians of their own fleet in. Join one, or create one below.</source>
        <translation>设备只允许本设备群的技术员连接。请加入一个设备群，或在下面创建一个。</translation>
    </message>
    <message>
        <source>Root of its fleet: %1</source>
        <translation>所属设备群的根：%1</translation>
    </message>
    <message>
        <source>This identity was named when Fieldfare was started; another one is named there, too.</source>
        <translation>此身份在启动 Fieldfare 时指定；更换身份也须在那里指定。</translation>
    </message>
    <message>
        <source>The release key has its certificate: %1</source>
        <translation>发布密钥已有证书：%1</translation>
    </message>
    <message>
        <source>Ask for a release key…</source>
        <translation>申请发布密钥…</translation>
    </message>
</context>
<context>
    <name>NewBundleButtons</name>
    <message>
        <source>Push it…</source>
        <translation>推送…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Passphrase of %1</source>
        <translation>%1 的密码短语</translation>
    </message>
    <message>
        <source>PIN for %1</source>
        <translation>%1 的 PIN</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN 码</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>The token&apos;s PIN. It is tried once: after a few wrong ones a token locks itself.</source>
        <translation>令牌的 PIN。只会尝试一次：输错几次后令牌会自行锁定。</translation>
    </message>
</context>
<context>
    <name>NewBundleImages</name>
    <message>
        <source>Drop the images here that your build system made: a root file system (ext4, squashfs, erofs), or any other content of a slot. They are looked into, and never changed.</source>
        <translation>把构建系统生成的映像拖到这里：根文件系统（ext4、squashfs、erofs）或其他槽位内容。程序只查看映像，绝不修改。</translation>
    </message>
    <message>
        <source>Path of an image, or drop one here</source>
        <translation>映像路径，或拖到这里</translation>
    </message>
    <message>
        <source>Leave %1 out</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Goes into the slots</source>
        <translation>写入槽位</translation>
    </message>
    <message>
        <source>Slots for %1</source>
        <translation>%1 的槽位</translation>
    </message>
    <message>
        <source>Choose images</source>
        <translation>选择映像</translation>
    </message>
    <message>
        <source>Images (*.img *.ext4 *.squashfs *.erofs *.wic *.bin *.itb)</source>
        <translation>映像 (*.img *.ext4 *.squashfs *.erofs *.wic *.bin *.itb)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>NewBundleKey</name>
    <message>
        <source>Devices install what a release key of their fleet has signed, and nothing else. The key stays where it is.</source>
        <translation>设备只安装由本设备群发布密钥签名的内容。密钥留在原处。</translation>
    </message>
    <message>
        <source>Leave it unsigned: it is signed elsewhere later</source>
        <translation>暂不签名：以后在别处签名</translation>
    </message>
    <message>
        <source>Release key</source>
        <translation>发布密钥</translation>
    </message>
    <message>
        <source>A key file, or the address of a key on a token: pkcs11:token=…;object=…</source>
        <translation>密钥文件，或令牌上密钥的地址：pkcs11:token=…;object=…</translation>
    </message>
    <message>
        <source>Its certificate</source>
        <translation>对应的证书</translation>
    </message>
    <message>
        <source>Taken by itself if it lies beside the key under the same name (.crt).</source>
        <translation>如果与密钥同名（.crt）并放在一起，会自动选用。</translation>
    </message>
    <message>
        <source>Choose the release key</source>
        <translation>选择发布密钥</translation>
    </message>
    <message>
        <source>Keys (*.key *.pem)</source>
        <translation>密钥 (*.key *.pem)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose the certificate of the key</source>
        <translation>选择密钥的证书</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.pem)</source>
        <translation>证书 (*.crt *.pem)</translation>
    </message>
</context>
<context>
    <name>NewBundlePage</name>
    <message>
        <source>New bundle</source>
        <translation>新建更新包</translation>
    </message>
    <message>
        <source>Back to the bundles</source>
        <translation>返回更新包列表</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>版本信息</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>检查</translation>
    </message>
</context>
<context>
    <name>NewBundleRelease</name>
    <message>
        <source>Release</source>
        <translation>发布名称</translation>
    </message>
    <message>
        <source>The same for every version of it.</source>
        <translation>所有版本都相同。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>For people; devices compare it to warn before they go back.</source>
        <translation>供人查看；设备比较它，以便在退回旧版本前提醒。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>As the devices call themselves; several are parted by spaces. Every other device refuses it.</source>
        <translation>与设备自报的型号一致；多个型号用空格分隔。其他设备会拒绝它。</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>纪元</translation>
    </message>
    <message>
        <source>Made small for devices that run</source>
        <translation>针对以下版本的设备减小传输</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>维护</translation>
    </message>
    <message>
        <source>It carries it</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>It does not</source>
        <translation>不包含</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>NewBundleReview</name>
    <message>
        <source>A machine can build the same: save the recipe, and keep it beside your sources.</source>
        <translation>自动构建可以得到相同的结果：保存配方，并与源代码放在一起。</translation>
    </message>
    <message>
        <source>Save the recipe…</source>
        <translation>保存配方…</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>保存配方</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>配方 (*.toml)</translation>
    </message>
</context>
<context>
    <name>NewBundleRun</name>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Reading, compressing and signing</source>
        <translation>正在读取、压缩并签名</translation>
    </message>
    <message>
        <source>If the window is closed now, nothing is left of this bundle.</source>
        <translation>如果现在关闭窗口，这个更新包不会留下任何内容。</translation>
    </message>
</context>
<context>
    <name>NoDevices</name>
    <message>
        <source>Try it with a virtual device</source>
        <translation>用虚拟设备试一试</translation>
    </message>
    <message>
        <source>Welcome to Fieldfare</source>
        <translation>欢迎使用 Fieldfare</translation>
    </message>
    <message>
        <source>No device yet</source>
        <translation>还没有设备</translation>
    </message>
    <message>
        <source>See a first update without any hardware: this program makes a virtual device on this computer, in a fleet of its own for practice.</source>
        <translation>无需任何硬件即可体验第一次更新：本程序会在这台电脑上建立一台虚拟设备，并为练习单独建立一个设备群。</translation>
    </message>
    <message>
        <source>Devices that run the Fieldfare agent appear here by themselves when they are on the same network. One that is behind a router, or at the other end of a single cable, can be added by its address.</source>
        <translation>运行 Fieldfare 代理的设备与本机处于同一网络时，会自动出现在这里。位于路由器之后或用网线直连的设备，可按地址添加。</translation>
    </message>
    <message>
        <source>Add address</source>
        <translation>添加地址</translation>
    </message>
    <message>
        <source>Import from a table…</source>
        <translation>从表格导入…</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码短语</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
</context>
<context>
    <name>PracticeBox</name>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Your practice device is switched off.</source>
        <translation>您的练习设备已关机。</translation>
    </message>
    <message>
        <source>The practice device runs the new release and keeps it. So it goes with real ones.</source>
        <translation>练习设备已运行新版本并将保留它。真实设备的更新也是如此。</translation>
    </message>
    <message>
        <source>A virtual device runs on this computer, in a fleet of its own. It ends with this window.</source>
        <translation>一台虚拟设备正在本机运行，属于单独的练习设备群。关闭此窗口时它随之结束。</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>开机</translation>
    </message>
    <message>
        <source>Practise again</source>
        <translation>再练习一次</translation>
    </message>
    <message>
        <source>Push the practice update</source>
        <translation>推送练习更新</translation>
    </message>
    <message>
        <source>Remove practice…</source>
        <translation>移除练习环境…</translation>
    </message>
    <message>
        <source>Remove the practice device?</source>
        <translation>移除练习设备？</translation>
    </message>
    <message>
        <source>Its fleet, keys, bundles and the virtual device are removed from this computer. Nothing of a real fleet is touched.</source>
        <translation>将从本机移除练习设备群及其密钥、更新包和虚拟设备。真实设备群不受任何影响。</translation>
    </message>
    <message>
        <source>Remove practice</source>
        <translation>移除练习环境</translation>
    </message>
</context>
<context>
    <name>PracticeCard</name>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>A virtual device on this computer, in a fleet of its own: to see an update without hardware, and to show it to others. It needs no network and no root.</source>
        <translation>本机上的一台虚拟设备，属于单独的设备群：无需硬件即可体验更新，也便于向他人演示。不需要网络和 root 权限。</translation>
    </message>
    <message>
        <source>Show the practice device</source>
        <translation>显示练习设备</translation>
    </message>
    <message>
        <source>Switch the practice device on</source>
        <translation>启动练习设备</translation>
    </message>
    <message>
        <source>Try it with a virtual device</source>
        <translation>用虚拟设备试一试</translation>
    </message>
</context>
<context>
    <name>PushBundle</name>
    <message>
        <source>Path of a bundle (.ffb), or drop one here</source>
        <translation>更新包（.ffb）的路径，或将文件拖到此处</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Signature trusted</source>
        <translation>签名可信</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名者</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>纪元</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>A bundle is one signed release in one file. Its signature is checked here, and again by every device before anything is touched.</source>
        <translation>更新包是装在一个文件里的已签名版本。本机会检查签名，每台设备在改动任何内容之前也会再次检查。</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
</context>
<context>
    <name>PushButtons</name>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>If the window is closed now, the devices keep what they have; the same push goes on from there.</source>
        <translation>现在关闭窗口，设备会保留已收到的内容；再次推送会从那里继续。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Stop the push</source>
        <translation>停止推送</translation>
    </message>
    <message>
        <source>Push to the others (%1)</source>
        <translation>推送到其余设备（%1）</translation>
    </message>
    <message>
        <source>Retry failed only (%1)</source>
        <translation>仅重试失败的设备（%1）</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>安装</translation>
    </message>
</context>
<context>
    <name>PushDevices</name>
    <message>
        <source>All that fit (%1)</source>
        <translation>所有适用的设备（%1）</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>已选 %1 台</translation>
    </message>
    <message>
        <source>There are no devices yet.</source>
        <translation>还没有设备。</translation>
    </message>
    <message>
        <source>Also those that are offline</source>
        <translation>包括离线设备</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
</context>
<context>
    <name>PushOptions</name>
    <message>
        <source>Restart at once, and wait until each device commits</source>
        <translation>立即重启，并等待每台设备确认</translation>
    </message>
    <message>
        <source>One device first; the others when it is well</source>
        <translation>先更新一台，正常后再更新其他</translation>
    </message>
    <message>
        <source>Devices at once, at most</source>
        <translation>同时进行的设备数上限</translation>
    </message>
    <message>
        <source>Start no more devices after so many failures</source>
        <translation>失败达到此数后不再开始新的设备</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Wait for devices that are offline; the others do not wait with them</source>
        <translation>等待离线的设备；其他设备不必一起等待</translation>
    </message>
</context>
<context>
    <name>PushPage</name>
    <message>
        <source>Back to the devices</source>
        <translation>返回设备列表</translation>
    </message>
</context>
<context>
    <name>PushReport</name>
    <message>
        <source>Save a report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
</context>
<context>
    <name>PushRow</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Cancel on this device</source>
        <translation>在此设备上取消</translation>
    </message>
    <message>
        <source>Cancel the installation on %1?</source>
        <translation>取消在 %1 上的安装？</translation>
    </message>
    <message>
        <source>The device goes on with what it runs. What it has received of this release is given up.</source>
        <translation>设备继续运行当前版本。已收到的此版本内容将被放弃。</translation>
    </message>
    <message>
        <source>Cancel the installation</source>
        <translation>取消安装</translation>
    </message>
</context>
<context>
    <name>PushSteps</name>
    <message>
        <source>Bundle</source>
        <translation>更新包</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>检查</translation>
    </message>
</context>
<context>
    <name>PushWords</name>
    <message>
        <source>It is not connected.</source>
        <translation>未连接。</translation>
    </message>
    <message>
        <source>Its release is on trial: commit it or roll it back first.</source>
        <translation>它的版本正在试运行：请先确认或手动回滚。</translation>
    </message>
    <message>
        <source>%1 committed</source>
        <translation>%1 台已确认</translation>
    </message>
    <message>
        <source>%1 installed</source>
        <translation>%1 台已安装</translation>
    </message>
    <message>
        <source>%1 under way</source>
        <translation>%1 台进行中</translation>
    </message>
    <message>
        <source>%1 failed or went back</source>
        <translation>%1 台失败或已退回</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 台已停止</translation>
    </message>
    <message>
        <source>%1 not started</source>
        <translation>%1 台未开始</translation>
    </message>
    <message>
        <source>The bundle is for practice only.</source>
        <translation>此更新包仅供练习。</translation>
    </message>
    <message>
        <source>It is for practice, and the bundle is not.</source>
        <translation>它是练习设备，而此更新包不是练习用的。</translation>
    </message>
</context>
<context>
    <name>Rate</name>
    <message>
        <source>%1, %2 left</source>
        <translation>%1，剩余 %2</translation>
    </message>
</context>
<context>
    <name>ReportChooser</name>
    <message>
        <source>Save the report of this push</source>
        <translation>保存本次推送的报告</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>电子表格 (*.csv)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>Release</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>更新包</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名者</translation>
    </message>
    <message>
        <source>Pushed with the key of</source>
        <translation>推送所用密钥的持有人</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Ran before</source>
        <translation>此前运行</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Push of %1</source>
        <translation>推送 %1</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Bytes sent</source>
        <translation>已发送字节</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
</context>
<context>
    <name>RestoreFleetPage</name>
    <message>
        <source>Restore from a backup</source>
        <translation>从备份恢复</translation>
    </message>
    <message>
        <source>The fleet&apos;s folder is made anew as it was on the day of the backup, with the passphrase of that day. What was issued since then is not known to it, and what was revoked since then must be revoked again.</source>
        <translation>设备群的文件夹会恢复为备份当天的状态，口令也是当天的口令。此后签发的内容它不知道，此后吊销的须重新吊销。</translation>
    </message>
    <message>
        <source>The folder of the backup</source>
        <translation>备份所在的文件夹</translation>
    </message>
    <message>
        <source>Its name is NAME-backup-DATE.</source>
        <translation>其名称为 名称-backup-日期。</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>设备群</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>备份时间</translation>
    </message>
    <message>
        <source>Keys in it</source>
        <translation>其中的密钥</translation>
    </message>
    <message>
        <source>%1 of 5</source>
        <translation>5 个中的 %1 个</translation>
    </message>
    <message>
        <source>Fingerprint of its root</source>
        <translation>根证书指纹</translation>
    </message>
    <message>
        <source>Folder for the keys</source>
        <translation>存放密钥的文件夹</translation>
    </message>
    <message>
        <source>It is made anew; nothing is overwritten.</source>
        <translation>会新建；不会覆盖任何内容。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>In which folder? The fleet gets one of its own there</source>
        <translation>放在哪个文件夹中？设备群会在其中有自己的文件夹</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>SettingsFolders</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Bundles (the library)</source>
        <translation>更新包（库）</translation>
    </message>
    <message>
        <source>Reports of pushes</source>
        <translation>推送报告</translation>
    </message>
    <message>
        <source>Where the last file was saved</source>
        <translation>上次保存文件的位置</translation>
    </message>
    <message>
        <source>The folder with your bundles</source>
        <translation>存放更新包的文件夹</translation>
    </message>
    <message>
        <source>The folder for reports</source>
        <translation>存放报告的文件夹</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Larger controls, for touch</source>
        <translation>更大的控件，便于触摸</translation>
    </message>
    <message>
        <source>No movement</source>
        <translation>关闭动画</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Keep passphrases for</source>
        <translation>密码短语保留时间</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>不保留</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Show devices that announce themselves (Avahi)</source>
        <translation>显示自动发现的设备（Avahi）</translation>
    </message>
    <message>
        <source>Devices can always be added by their address.</source>
        <translation>始终可以按地址添加设备。</translation>
    </message>
</context>
<context>
    <name>SlotCard</name>
    <message>
        <source>Slot %1, in use: %2, %3</source>
        <translation>槽位 %1，使用中：%2，%3</translation>
    </message>
    <message>
        <source>Slot %1: %2, %3</source>
        <translation>槽位 %1：%2，%3</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>StopDialog</name>
    <message>
        <source>Stop the push and close?</source>
        <translation>停止推送并关闭？</translation>
    </message>
    <message>
        <source>The devices keep what they have received. The next time Fieldfare starts, it offers to resume the push from there.</source>
        <translation>设备会保留已收到的内容。下次启动 Fieldfare 时，可以从那里继续推送。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Cancel the build and close?</source>
        <translation>取消构建并关闭？</translation>
    </message>
    <message>
        <source>Nothing is left of the bundle that is being built; its images stay as they are.</source>
        <translation>正在构建的更新包不会留下任何内容；其映像保持不变。</translation>
    </message>
    <message>
        <source>Cancel the build and close</source>
        <translation>取消构建并关闭</translation>
    </message>
    <message>
        <source>The practice device ends with this window; this push is not resumed.</source>
        <translation>练习设备随此窗口结束；此次推送不会继续。</translation>
    </message>
</context>
<context>
    <name>TableChooser</name>
    <message>
        <source>Choose a table of devices</source>
        <translation>选择设备表格</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt)</source>
        <translation>表格 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>Unlock %1</source>
        <translation>解锁 %1</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码短语</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
</context>
<context>
    <name>WindowRail</name>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Bundles</source>
        <translation>更新包</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Updates for devices in the field: the technician&apos;s window.</source>
        <translation>现场设备的更新：技术人员的窗口。</translation>
    </message>
    <message>
        <source>The technician&apos;s private key.</source>
        <translation>技术人员的私钥。</translation>
    </message>
    <message>
        <source>The technician&apos;s certificate.</source>
        <translation>技术人员的证书。</translation>
    </message>
    <message>
        <source>The root certificate of the fleet.</source>
        <translation>设备群的根证书。</translation>
    </message>
    <message>
        <source>The bundle (.ffb) to show.</source>
        <translation>要显示的更新包（.ffb）。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::ActivityPage</name>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::BundleLibrary</name>
    <message>
        <source>only bundles (.ffb) go into the library</source>
        <translation>库中只能放更新包（.ffb）</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::CheckSteps</name>
    <message>
        <source>The name leads to an address</source>
        <translation>名称能解析为地址</translation>
    </message>
    <message>
        <source>The port is open</source>
        <translation>端口已开放</translation>
    </message>
    <message>
        <source>The connection is secure (TLS 1.3)</source>
        <translation>连接安全（TLS 1.3）</translation>
    </message>
    <message>
        <source>The certificate belongs to this fleet</source>
        <translation>证书属于本设备群</translation>
    </message>
    <message>
        <source>The device answers</source>
        <translation>设备有应答</translation>
    </message>
    <message>
        <source>Its clock agrees with this laptop</source>
        <translation>设备时钟与本机一致</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not tried</source>
        <translation>未尝试</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>请留意</translation>
    </message>
    <message>
        <source>The two clocks differ by %1.</source>
        <translation>两个时钟相差 %1。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::DeviceImport</name>
    <message>
        <source>Below its first line the table is empty.</source>
        <translation>第一行之下没有内容。</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>缺少地址。</translation>
    </message>
    <message>
        <source>The note is longer than %1 characters.</source>
        <translation>备注超过 %1 个字符。</translation>
    </message>
    <message>
        <source>The group is longer than %1 characters.</source>
        <translation>分组名超过 %1 个字符。</translation>
    </message>
    <message>
        <source>%1 stands in line %2 already.</source>
        <translation>%1 已在第 %2 行出现。</translation>
    </message>
    <message>
        <source>The first line must name the columns; one of them must be: address.</source>
        <translation>第一行必须是列名，其中必须有一列：address。</translation>
    </message>
    <message>
        <source>Wrong lines: %1. Nothing is taken over until all of them are right.</source>
        <translation>错误行数：%1。全部改正之前不会导入任何内容。</translation>
    </message>
    <message>
        <source>New devices: %1.</source>
        <translation>新设备：%1 台。</translation>
    </message>
    <message>
        <source>New devices: %1. Known already: %2; they get their note and group.</source>
        <translation>新设备：%1 台。已知设备：%2 台，将更新备注和分组。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::DevicePage</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>上次在线</translation>
    </message>
    <message>
        <source>Hardware revision</source>
        <translation>硬件版本</translation>
    </message>
    <message>
        <source>Running release</source>
        <translation>正在运行的版本</translation>
    </message>
    <message>
        <source>Epoch floor</source>
        <translation>纪元下限</translation>
    </message>
    <message>
        <source>Fieldfare on the device</source>
        <translation>设备上的 Fieldfare</translation>
    </message>
    <message>
        <source>Up for</source>
        <translation>已运行</translation>
    </message>
    <message>
        <source>Revocation list</source>
        <translation>吊销列表</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>UTC, synchronised</source>
        <translation>UTC，已同步</translation>
    </message>
    <message>
        <source>UTC, not synchronised</source>
        <translation>UTC，未同步</translation>
    </message>
    <message>
        <source>the release in the other slot</source>
        <translation>另一槽位中的版本</translation>
    </message>
    <message>
        <source>The device restarts. It comes back to this list by itself.</source>
        <translation>设备正在重启，之后会自动回到此列表。</translation>
    </message>
    <message>
        <source>%1 is committed: the device keeps it.</source>
        <translation>%1 已确认：设备将保留它。</translation>
    </message>
    <message>
        <source>The device restarts into the release before.</source>
        <translation>设备正在重启进入之前的版本。</translation>
    </message>
    <message>
        <source>The device shows itself now.</source>
        <translation>设备正在显示自己的位置。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Of the device</source>
        <translation>设备证书</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>签发者</translation>
    </message>
    <message>
        <source>Valid from %1 until %2</source>
        <translation>有效期 %1 至 %2</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::DevicesPage</name>
    <message>
        <source>%1 of %2 connected</source>
        <translation>已连接 %1 台，共 %2 台</translation>
    </message>
    <message>
        <source>%1 out of date</source>
        <translation>%1 台版本过旧</translation>
    </message>
    <message>
        <source>Not of this fleet</source>
        <translation>不属于此设备群</translation>
    </message>
    <message>
        <source>In no group</source>
        <translation>未分组</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::FleetKeys</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>Certificates that end within 60 days: %1. Renew them in time: a device or laptop with an expired one is shut out.</source>
        <translation>60 天内到期的证书：%1。请及时续期：证书过期的设备或电脑将被拒绝。</translation>
    </message>
    <message>
        <source>Making five keys…</source>
        <translation>正在生成五个密钥…</translation>
    </message>
    <message>
        <source>Issuing %1…</source>
        <translation>正在签发 %1…</translation>
    </message>
    <message>
        <source>Renewing %1…</source>
        <translation>正在续期 %1…</translation>
    </message>
    <message>
        <source>Signing the list of revoked keys…</source>
        <translation>正在为吊销列表签名…</translation>
    </message>
    <message>
        <source>Signing the certificate…</source>
        <translation>正在签发证书…</translation>
    </message>
    <message>
        <source>Writing the backup, and reading it back…</source>
        <translation>正在写入备份并读回核对…</translation>
    </message>
    <message>
        <source>Restoring the fleet&apos;s folder…</source>
        <translation>正在恢复设备群的文件夹…</translation>
    </message>
    <message>
        <source>Encrypting the keys with the new passphrase…</source>
        <translation>正在用新口令加密密钥…</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::ImageList</name>
    <message>
        <source>Looking into it…</source>
        <translation>正在识别…</translation>
    </message>
    <message>
        <source>Packed (%1)</source>
        <translation>已压缩（%1）</translation>
    </message>
    <message>
        <source>It is packed. Unpack it first: a device writes an image as it is, and the bundle compresses it anyway.</source>
        <translation>它是压缩文件。请先解压：设备会原样写入映像，而更新包本身会压缩。</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Not recognised: taken as it is</source>
        <translation>无法识别：按原样使用</translation>
    </message>
    <message>
        <source>with the Fieldfare agent</source>
        <translation>包含 Fieldfare 代理程序</translation>
    </message>
    <message>
        <source>without the Fieldfare agent</source>
        <translation>不含 Fieldfare 代理程序</translation>
    </message>
    <message>
        <source>Small letters, digits and -, 32 at most.</source>
        <translation>只能用小写字母、数字和 -，最多 32 个。</translation>
    </message>
    <message>
        <source>Another image has this name.</source>
        <translation>另一个映像已使用此名称。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::JobWatch</name>
    <message>
        <source>A bundle is built</source>
        <translation>正在构建更新包</translation>
    </message>
    <message>
        <source>The bundle is built</source>
        <translation>更新包已构建</translation>
    </message>
    <message>
        <source>The bundle could not be built</source>
        <translation>更新包构建失败</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::LaptopIdentity</name>
    <message>
        <source>Your certificate has expired: devices refuse this laptop. Ask the keeper of the fleet for a new one (Keys, Join a fleet).</source>
        <translation>您的证书已过期：设备会拒绝这台电脑。请向设备群的保管人申请新证书（密钥，加入设备群）。</translation>
    </message>
    <message>
        <source>Your certificate ends on %1. Ask the keeper of the fleet for a new one in time (Keys, Join a fleet).</source>
        <translation>您的证书将于 %1 到期。请及时向设备群的保管人申请新证书（密钥，加入设备群）。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::LiveCheck</name>
    <message>
        <source>no answer within 10 s</source>
        <translation>10 秒内没有应答</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::NewBundle</name>
    <message>
        <source>No image carries the Fieldfare agent: a device that runs this release could not be reached any more, and refuses it unless its policy allows that.</source>
        <translation>没有映像包含 Fieldfare 代理程序：运行此版本的设备将无法再连接，除非设备策略允许，否则会拒绝它。</translation>
    </message>
    <message>
        <source>It cannot be seen whether these images carry the Fieldfare agent. Say it here: without it a device refuses the release.</source>
        <translation>无法判断这些映像是否包含 Fieldfare 代理程序。请在此说明：没有它，设备会拒绝此版本。</translation>
    </message>
    <message>
        <source>Any release</source>
        <translation>任意版本</translation>
    </message>
    <message>
        <source>A counter for security. A device that has committed a release refuses every release with a lower epoch, for ever. Leave it as it is; raise it by one only when a hole was closed that an older release would open again.</source>
        <translation>安全计数器。设备确认一个版本后，将永远拒绝纪元更低的版本。通常保持不变；只有修补了旧版本会重新打开的漏洞时才加一。</translation>
    </message>
    <message>
        <source>A first release has epoch 1.</source>
        <translation>第一个版本的纪元为 1。</translation>
    </message>
    <message>
        <source>Devices that run %1 (epoch %2) would refuse this release.</source>
        <translation>运行 %1（纪元 %2）的设备会拒绝此版本。</translation>
    </message>
    <message>
        <source>Once a device has committed this release it can never go back to %1 (epoch %2).</source>
        <translation>设备确认此版本后，将永远不能退回 %1（纪元 %2）。</translation>
    </message>
    <message>
        <source>1 to 64 letters, digits and . _ + -</source>
        <translation>1 到 64 个字母、数字和 . _ + -</translation>
    </message>
    <message>
        <source>A whole number, 0 or more.</source>
        <translation>不小于 0 的整数。</translation>
    </message>
    <message>
        <source>At least one model, as the devices call it: acme,gateway</source>
        <translation>至少一个型号，与设备自报的一致：acme,gateway</translation>
    </message>
    <message>
        <source>At most 64 KiB.</source>
        <translation>最多 64 KiB。</translation>
    </message>
    <message>
        <source>%1 is in the library already. Give this release another version, or remove that bundle.</source>
        <translation>库中已有 %1。请换一个版本号，或移除那个更新包。</translation>
    </message>
    <message>
        <source>Build %1 (epoch %2) for %3 out of images of %4.</source>
        <translation>用 %4 的映像构建 %1（纪元 %2），适用于 %3。</translation>
    </message>
    <message>
        <source>It stays unsigned: no device takes it until it is signed.</source>
        <translation>暂不签名：签名之前没有设备会接受它。</translation>
    </message>
    <message>
        <source>%1 signs it.</source>
        <translation>由 %1 签名。</translation>
    </message>
    <message>
        <source>It goes into the library as %1.</source>
        <translation>存入库中，文件名为 %1。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 is in the library: %2, made of images of %3.</source>
        <translation>%1 已在库中：%2，由 %3 的映像制成。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::Practice</name>
    <message>
        <source>The virtual device starts…</source>
        <translation>虚拟设备正在启动…</translation>
    </message>
    <message>
        <source>The practice is removed…</source>
        <translation>正在移除练习环境…</translation>
    </message>
    <message>
        <source>Keys of a practice fleet are made…</source>
        <translation>正在生成练习设备群的密钥…</translation>
    </message>
    <message>
        <source>Images of two releases are made…</source>
        <translation>正在制作两个版本的映像…</translation>
    </message>
    <message>
        <source>Bundles are built and signed…</source>
        <translation>正在构建更新包并签名…</translation>
    </message>
    <message>
        <source>The first release is installed on a virtual device…</source>
        <translation>正在虚拟设备上安装第一个版本…</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::PushFlow</name>
    <message>
        <source>1 device</source>
        <translation>1 台设备</translation>
    </message>
    <message>
        <source>%1 devices</source>
        <translation>%1 台设备</translation>
    </message>
    <message>
        <source>they restart at once and must commit it</source>
        <translation>设备立即重启，并须确认此版本</translation>
    </message>
    <message>
        <source>they keep running until they are restarted</source>
        <translation>设备继续运行，直到被重启</translation>
    </message>
    <message>
        <source>Install %1 on %2; at most %3 will travel; %4.</source>
        <translation>将 %1 安装到 %2；最多传输 %3；%4。</translation>
    </message>
    <message>
        <source>One goes first; the others follow when it is well.</source>
        <translation>先更新一台，正常后再更新其他设备。</translation>
    </message>
    <message>
        <source>Push %1</source>
        <translation>推送 %1</translation>
    </message>
    <message>
        <source>Push a bundle</source>
        <translation>推送更新包</translation>
    </message>
    <message>
        <source>Offline: the push waits for it.</source>
        <translation>离线：推送会等待它。</translation>
    </message>
    <message>
        <source>This is practice: only the virtual device on this computer is touched.</source>
        <translation>这是练习：只涉及本机上的虚拟设备。</translation>
    </message>
    <message>
        <source>Practice: push %1</source>
        <translation>练习：推送 %1</translation>
    </message>
    <message>
        <source>%1 offline: the push waits.</source>
        <translation>%1 台离线：推送会等待。</translation>
    </message>
    <message>
        <source>The push of %1 of %2 was cut off; not finished: %3 of %4 devices.</source>
        <translation>%2 的 %1 推送中断了：%4 台设备中有 %3 台未完成。</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::PushRows</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Link lost</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>正在重启</translation>
    </message>
    <message>
        <source>On trial</source>
        <translation>试运行中</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>正在收尾</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>Fell back</source>
        <translation>已自动回退</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1 is installed and starts with the next restart.</source>
        <translation>%1 已安装，下次重启后启用。</translation>
    </message>
    <message>
        <source>It runs %1 and has not committed it yet.</source>
        <translation>正在运行 %1，尚未确认。</translation>
    </message>
    <message>
        <source>It runs %1 and keeps it.</source>
        <translation>正在运行 %1，并将保留它。</translation>
    </message>
    <message>
        <source>Stopped from here. Push again: it goes on where it stopped.</source>
        <translation>已在本机停止。再次推送会从停止处继续。</translation>
    </message>
    <message>
        <source>It was not touched.</source>
        <translation>未作任何改动。</translation>
    </message>
    <message>
        <source>The link was lost; it is tried again and goes on where it stopped.</source>
        <translation>连接中断；正在重试，并会从停止处继续。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>It does not answer; the push waits for it.</source>
        <translation>它没有应答；推送会等待它。</translation>
    </message>
    <message>
        <source>It went back to the release before.</source>
        <translation>已退回之前的版本。</translation>
    </message>
</context>
</TS>
